import { expect, test } from 'vitest'
import { signalCode } from '../../src/signals/signal-code.ts'

const signal = { feed: 'live', marketId: 'binance:BTC/USDT', timeframe: '4h', source: 'ema-cross', direction: 'long', last: 1000 } as const

test('a signal has the same name wherever it is found again, and another one has another', () => {
  expect(signalCode(signal)).toMatch(/^[A-Z2-7]{6}$/)
  expect(signalCode({ ...signal })).toBe(signalCode(signal))
  const others = [{ feed: 'replay' }, { timeframe: '1h' }, { source: 'macd-cross' }, { direction: 'short' }, { last: 2000 }] as const
  const codes = others.map((other) => signalCode({ ...signal, ...other }))
  expect(new Set([signalCode(signal), ...codes]).size).toBe(others.length + 1)
})
