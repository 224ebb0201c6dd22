import { expect, test } from 'vitest'
import { actionId } from '../../../src/strategies/following/action-id.ts'

const PLACE = { versionId: '00000000-0000-7000-8000-000000000001', marketId: 'binance:BTC/USDT', candle: 1_700_000_000_000 }

test('it is the same UUID each time, and another one anywhere else', () => {
  const id = actionId('entry', PLACE)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(actionId('entry', { ...PLACE })).toBe(id)
  const others = [{ candle: 1_700_000_060_000 }, { marketId: 'binance:ETH/USDT' }, { versionId: '00000000-0000-7000-8000-000000000002' }]
  const ids = others.map((other) => actionId('entry', { ...PLACE, ...other }))
  expect(new Set([id, ...ids]).size).toBe(4)
})
