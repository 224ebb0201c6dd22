import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows exposure, risk and room after an order that would be refused', async () => {
  expect(await desk().read('/whatif buy 1 btc')).toMatchInlineSnapshot(`
    "What if: buy 1 BTC (PAPER · REPLAY)
    Cost: about 46,603.31 USDT, fee 46.60 USDT
    Entry: about 46,603.31 USDT
    Stop: 45,671.25 USDT
    Exposure: 0.00% of equity, 466.03% after it; the limit is 95.00%
    Risk: 1,024.34 USDT, 10.24% of equity; the limit is 2.00%
    Daily loss room: 500.00 USDT with every stop hit, -524.34 USDT after it
    Liquidation: none: this is spot, and nothing is borrowed
    Correlation: nothing else is held
    One position may hold 10.00% of equity, $1,000.00; with this order it would be $46,603.31. At most 0.0214 BTC would pass.
    One trade may lose at its stop 2.00% of equity, $200.00; with this order it would be $932.06. At most 0.2145 BTC would pass.
    All positions may hold 95.00% of equity, $9,500.00; with this order it would be $46,603.31. At most 0.2038 BTC would pass.
    With every stop hit, today may cost 5.00% of equity, $500.00; with this order it would be $932.06. At most 0.5364 BTC would pass.
    The gate would refuse it. Nothing was placed."
  `)
})

test('shows how much it moves with what is held', async () => {
  await desk().press('Confirm', await desk().say('/buy eth $300', 'bob'), 'bob')
  const words = await desk().read('/whatif buy btc $500', 'bob')
  expect(words).toMatch(/Correlation: ETH\/USDT -?[01]\.\d\d \(hours of a week/)
  expect(words).toContain('Exposure: 3.00% of equity, 7.98% after it; the limit is 95.00%')
  expect(words).toContain('The gate would let it pass. Nothing was placed.')
})

test('places nothing', async () => {
  expect((await desk().say('/whatif buy btc $500', 'cat')).buttons).toEqual([])
  expect(await desk().read('/risk', 'cat')).toContain('Positions: 0 of 10\nEntries today: 0 of 50')
})
