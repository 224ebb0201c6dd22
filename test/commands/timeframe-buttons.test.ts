import { expect, it } from 'vitest'
import { timeframeButtons } from '../../src/commands/timeframe-buttons.ts'

it('offers the usual timeframes that there are, in place', () => {
  const buttons = timeframeButtons(['15m', '30m', '4h'], 'chart', (timeframe) => ({ market: 'BTC', timeframe }))
  expect(buttons).toEqual(
    ['15m', '4h'].map((timeframe) => ({
      kind: 'run',
      label: timeframe,
      command: 'chart',
      input: { market: 'BTC', timeframe },
      replaces: true,
    })),
  )
})
