import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('draws how much of each limit is used, and what equity is made of', async () => {
  await desk().press('Confirm', await desk().say('/buy eth $500'))
  await desk().press('Confirm', await desk().say('/buy btc $800'))
  const words = await desk().read('/risk')
  expect(words).toContain('Your risk (PAPER · REPLAY)')
  expect(words).toMatch(
    /Exposure: 1[23]\.\d\d% of 95\.00%\nLargest position: [78]\.\d\d% of 10\.00%\nToday at the stops: 0\.\d\d% of 5\.00%/,
  )
  expect(words).toContain('Positions: 2 of 10\nEntries today: 2 of 50')
  const picture = desk().charts.risks.at(-1)
  expect(picture?.parts.map(({ label }) => label)).toEqual(['BTC', 'ETH'])
  expect(picture?.gauges).toHaveLength(6)
  expect(picture?.badge).toBe('PAPER · REPLAY')
})
