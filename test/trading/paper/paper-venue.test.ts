import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, decimal, decimalOf } from '../../../src/basics/money.ts'
import type { Order } from '../../../src/trading/orders/order.ts'
import { expectFill } from '../../../src/trading/paper/expect-fill.ts'
import { PAPER_COSTS } from '../../../src/trading/paper/paper-costs.ts'
import { createPaperVenue } from '../../../src/trading/paper/paper-venue.ts'
import type { Quote, TradedMarket } from '../../../src/trading/trading-ports.ts'
import type { Execution, MarketStep, VenueNews, VenueOrder } from '../../../src/trading/venue-ports.ts'
import { someOrder } from '../some-book.ts'

const HOUR_MS = 3_600_000
const OPENS_AT = 10 * HOUR_MS
const market: TradedMarket = {
  id: 'binance:BTC/USDT',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.01',
  lot: '0.00001',
  minimumCost: '5',
  active: true,
}
const quote: Quote = {
  marketId: market.id,
  last: decimal('50000'),
  bid: decimal('49995'),
  ask: decimal('50005'),
  hourVolume: decimal('10000000'),
  at: OPENS_AT,
}
const venue = createPaperVenue({ clock: { now: () => 1_000 }, costs: PAPER_COSTS })

type Prices = readonly [open: number, high: number, low: number, close: number]

const barStep = ([open, high, low, close]: Prices, volume: number | undefined = 1_000): MarketStep => ({
  marketId: market.id,
  opensAt: OPENS_AT,
  closesAt: OPENS_AT + HOUR_MS,
  open,
  high,
  low,
  close,
  volume,
  quote,
})
const moment = (about: Partial<Quote> = {}): MarketStep => {
  const now = { ...quote, ...about }
  const price = now.last.toNumber()
  return { ...barStep([price, price, price, price]), closesAt: OPENS_AT, volume: undefined, quote: now }
}
const before = { placedAt: OPENS_AT - HOUR_MS }
const order = (about: Partial<Order> = {}): Order =>
  someOrder({ type: 'market', quantity: decimal('0.1'), limit: decimal('51000'), placedAt: OPENS_AT, ...about })
const sell = (about: Partial<Order> = {}): Order => order({ side: 'sell', limit: decimal('49000'), ...about })
const sent = (about: Partial<VenueOrder> = {}): VenueOrder => {
  const { clientOrderId, side, type, quantity, limit, trigger, postOnly } = order()
  return { clientOrderId, market, side, type, quantity, limit, trigger, postOnly, notAfter: 2_000, ...about }
}
const tell = async (told: Order, step: MarketStep): Promise<VenueNews | undefined> => (await venue.news([told], market, step))[0]
const only = (news: VenueNews | undefined): Execution => {
  const [execution] = news?.executions ?? []
  if (execution === undefined) throw new Error('Nothing was filled')
  return execution
}

describe('what it takes', () => {
  test('is acknowledged, and found again', async () => {
    const acknowledged = { outcome: 'acknowledged', venueOrderId: 'paper-client' }
    expect(await venue.place(sent(), moment())).toEqual(acknowledged)
    expect(await venue.lookUp(order({ notAfter: 2_000 }), market, moment())).toEqual(acknowledged)
  })

  test.each<[string, Partial<VenueOrder>, string]>([
    ['an amount between two lots', { quantity: decimal('0.000015') }, 'An amount of BTC is a multiple of 0.00001.'],
    ['nothing', { quantity: decimal('0') }, 'An amount of BTC is a multiple of 0.00001.'],
    ['a price between two ticks', { type: 'limit', limit: decimal('49000.005') }, 'A price of BTC/USDT is a multiple of 0.01.'],
    ['too little', { quantity: decimal('0.00009') }, 'An order in BTC/USDT is worth 5 USDT at least.'],
    ['post-only that would cross', { type: 'limit', limit: decimal('50006'), postOnly: true }, 'which post-only forbids'],
    ['a market that sleeps', { market: { ...market, active: false } }, 'BTC/USDT is not traded now.'],
    ['one that comes too late', { notAfter: 999 }, 'It came too late to be sent.'],
  ])('is not %s', async (_what, about, reason) => {
    expect(await venue.place(sent(about), moment())).toEqual({ outcome: 'refused', reason: expect.stringContaining(reason) })
  })

  test('a post-only order may rest inside the spread', async () => {
    expect(await venue.place(sent({ type: 'limit', limit: decimal('50004'), postOnly: true }), moment())).toMatchObject({
      outcome: 'acknowledged',
    })
  })

  test('what was never taken is found nowhere, nor is what may not be sent any more', async () => {
    expect(await venue.lookUp(order({ notAfter: 999 }), market, moment())).toEqual({ outcome: 'none' })
    expect(await venue.lookUp(order({ notAfter: 2_000, quantity: decimal('0.000015') }), market, moment())).toEqual({ outcome: 'none' })
  })
})

describe('a market order', () => {
  test('pays the spread, and more the larger it is', async () => {
    const small = only(await tell(order({ quantity: decimal('0.00001') }), moment()))
    const large = only(await tell(order({ quantity: decimal('10') }), moment()))
    expect(small.price.toFixed()).toBe('50005.000126')
    expect(large.price.toFixed()).toBe('50130.025002')
    expect(small).toMatchObject({ feeAsset: 'USDT', maker: false, at: OPENS_AT })
    expect(small.fee.eq(small.price.times('0.00001').times('0.001'))).toBe(true)
  })

  test('drops what would fill beyond its limit', async () => {
    const news = await tell(order({ quantity: decimal('10'), limit: decimal('50105.03') }), moment())
    expect(news).toMatchObject({ ended: 'expired' })
    expect(only(news).quantity.toFixed()).toBe('4.00039')
    expect(await tell(order({ limit: decimal('50004') }), moment())).toEqual({ clientOrderId: 'client', executions: [], ended: 'expired' })
  })

  test('is expected to cost what it costs', async () => {
    const asked = order({ quantity: decimal('2') })
    const { price, quantity, fee, slippage } = expectFill(asked, quote, PAPER_COSTS)
    const filled = only(await tell(asked, moment()))
    expect(filled.price.minus(price).abs().lt('0.00001')).toBe(true)
    expect(filled.quantity.eq(quantity)).toBe(true)
    expect(filled.fee.minus(fee).abs().lt('0.00001')).toBe(true)
    expect(slippage.toFixed(6)).toBe('0.000600')
  })

  test('slips by a set share where no volume is known, and pays the usual spread where no book is', async () => {
    const blind = moment({ bid: undefined, ask: undefined, hourVolume: undefined })
    expect(only(await tell(order(), blind)).price.toFixed()).toBe('50030.0025')
    expect(only(await tell(sell(), blind)).price.toFixed()).toBe('49970.0025')
  })

  test('pays its fee in what it gets, if that is how it is', async () => {
    const other = createPaperVenue({ clock: { now: () => 0 }, costs: { ...PAPER_COSTS, feeIn: 'received' } })
    const [bought] = await other.news([order()], market, moment())
    const [sold] = await other.news([sell()], market, moment())
    expect([only(bought).fee.toFixed(), only(bought).feeAsset]).toEqual(['0.0001', 'BTC'])
    expect(only(sold).feeAsset).toBe('USDT')
  })
})

describe('a limit order', () => {
  const limit = (about: Partial<Order> = {}): Order => order({ type: 'limit', limit: decimal('49000'), ...before, ...about })

  test('rests until the market trades through it', async () => {
    expect(await tell(limit(), barStep([50_000, 50_100, 49_000, 49_500]))).toBeUndefined()
    const through = await tell(limit(), barStep([50_000, 50_100, 48_999, 49_500]))
    expect(through).toMatchObject({ ended: 'filled' })
    expect(only(through)).toMatchObject({ maker: true, at: OPENS_AT + HOUR_MS })
    expect(only(through).price.toFixed()).toBe('49000')
    expect(only(await tell(limit(), barStep([48_500, 50_100, 48_000, 49_500]))).price.toFixed()).toBe('48500')
  })

  test('gets a share of the volume, and the rest later, each under a name of its own', async () => {
    const first = await tell(limit({ quantity: decimal('3') }), barStep([50_000, 50_100, 48_000, 49_500], 20))
    expect(first).toMatchObject({ ended: 'no' })
    expect(only(first).quantity.toFixed()).toBe('2')
    const second = await tell(limit({ quantity: decimal('3'), filled: decimal('2') }), barStep([50_000, 50_100, 48_000, 49_500], 20))
    expect(second).toMatchObject({ ended: 'filled' })
    expect(only(second).quantity.toFixed()).toBe('1')
    expect([only(first).tradeId, only(second).tradeId]).toEqual(['client-0', 'client-200000'])
  })

  test('shares a bar with the others', async () => {
    const news = await venue.news(
      [limit({ clientOrderId: 'one', quantity: decimal('1.5') }), limit({ clientOrderId: 'two', quantity: decimal('1.5') })],
      market,
      barStep([50_000, 50_100, 48_000, 49_500], 20),
    )
    expect(news.map((each) => only(each).quantity.toFixed())).toEqual(['1.5', '0.5'])
  })

  test('that crosses takes from the book at once, and rests with what is left', async () => {
    const crossing = limit({ limit: decimal('50105.03'), quantity: decimal('10'), placedAt: OPENS_AT })
    const news = await tell(crossing, moment())
    expect(news).toMatchObject({ ended: 'no' })
    expect(only(news)).toMatchObject({ maker: false })
    expect(only(news).quantity.toFixed()).toBe('4.00039')
    expect(await tell({ ...crossing, filled: decimal('4.00039') }, moment())).toBeUndefined()
  })

  test('inside the spread does not fill at the last price', async () => {
    expect(await tell(limit({ limit: decimal('50004') }), moment())).toBeUndefined()
  })
})

describe('a stop order', () => {
  const stop = (about: Partial<Order> = {}): Order =>
    order({ type: 'stop', trigger: decimal('51000'), limit: decimal('52020'), ...before, ...about })

  test('goes off at its trigger, and at the open when the market jumped over it', async () => {
    expect(await tell(stop(), barStep([50_000, 50_999, 49_000, 50_500]))).toBeUndefined()
    expect(only(await tell(stop(), barStep([50_000, 51_500, 49_000, 50_500]))).price.toFixed(0)).toBe('51005')
    expect(only(await tell(stop(), barStep([51_400, 51_500, 49_000, 50_500]))).price.toFixed(0)).toBe('51405')
  })

  test('fills nothing beyond its band', async () => {
    expect(await tell(stop(), barStep([53_000, 53_500, 52_500, 53_000]))).toMatchObject({ executions: [], ended: 'expired' })
  })

  test('with a limit beside it: one of the two, the dearer one when the bar touched both', async () => {
    const group = { id: 'pair', kind: 'oco' } as const
    const pair = [
      order({ ...before, clientOrderId: 'low', type: 'limit', limit: decimal('49000'), group }),
      stop({ clientOrderId: 'high', group }),
    ]
    const both = await venue.news(pair, market, barStep([50_000, 52_000, 48_000, 50_000]))
    expect(both.map(({ clientOrderId }) => clientOrderId)).toEqual(['high'])
    const gapped = await venue.news(pair, market, barStep([48_500, 52_000, 48_000, 50_000]))
    expect(gapped.map(({ clientOrderId }) => clientOrderId)).toEqual(['low'])
  })
})

const money = (least: number, most: number) => fc.integer({ min: least * 100, max: most * 100 }).map((cents) => cents / 100)
const anyPrices: fc.Arbitrary<Prices> = fc
  .tuple(money(40_000, 60_000), money(40_000, 60_000), money(40_000, 60_000), money(40_000, 60_000))
  .map(([open, close, one, other]) => [open, Math.max(open, close, one, other), Math.min(open, close, one, other), close])
const anyStep = fc
  .tuple(anyPrices, fc.double({ min: 0, max: 50, noNaN: true }), fc.boolean())
  .map(([prices, volume, isMoment]) =>
    isMoment ? moment({ last: decimalOf(prices[0]), bid: undefined, ask: undefined }) : barStep(prices, volume),
  )
const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    type: fc.constantFrom('market' as const, 'limit' as const, 'stop' as const),
    lots: fc.integer({ min: 2, max: 5_000_000 }),
    filledLots: fc.nat({ max: 4_999_999 }),
    limit: money(40_000, 60_000).map(decimalOf),
    trigger: money(40_000, 60_000).map(decimalOf),
    placedAt: fc.constantFrom(OPENS_AT, OPENS_AT - HOUR_MS),
  })
  .map(({ lots, filledLots, type, trigger, ...rest }) =>
    someOrder({
      ...rest,
      type,
      trigger: type === 'stop' ? trigger : undefined,
      quantity: decimal(market.lot).times(lots),
      filled: decimal(market.lot).times(Math.min(filledLots, lots - 1)),
    }),
  )

describe('whatever comes', () => {
  test('no fill is better than the market, none is beyond the limit, and none is more than was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, anyStep, async (told, step) => {
        const news = await tell(told, step)
        for (const { price, quantity, fee } of news?.executions ?? []) {
          const buys = told.side === 'buy'
          expect(buys ? price.gte(step.low) : price.lte(step.high)).toBe(true)
          expect(buys ? price.lte(told.limit) : price.gte(told.limit)).toBe(true)
          expect(quantity.gt(0) && quantity.plus(told.filled).lte(told.quantity) && quantity.mod(market.lot).isZero()).toBe(true)
          expect(fee.gte(price.times(quantity).times(PAPER_COSTS.maker))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a step that is told twice tells the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, anyStep, async (told, step) => {
        expect(await tell(told, step)).toEqual(await tell(told, step))
      }),
    )
  })

  test('a moment gives an order that filled in it nothing more', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, money(40_000, 60_000), async (told, last) => {
        const step = moment({ last: decimalOf(last), bid: undefined, ask: undefined })
        const { executions, ended } = (await tell(told, step)) ?? { executions: [], ended: 'no' }
        const filled = executions.reduce((sum, { quantity }) => sum.plus(quantity), told.filled)
        if (ended === 'no') expect(await tell({ ...told, filled }, step)).toBeUndefined()
      }),
    )
  })

  test('buying and selling again at one price loses the fees at least', async () => {
    const lots = fc.integer({ min: 1, max: 1_000_000 })
    await fc.assert(
      fc.asyncProperty(lots, money(40_000, 60_000), async (count, last) => {
        const step = moment({ last: decimalOf(last), bid: undefined, ask: undefined })
        const asked = { quantity: decimal(market.lot).times(count) }
        const bought = only(await tell(order({ ...asked, limit: decimal('90000') }), step))
        const sold = only(await tell(sell({ quantity: bought.quantity, limit: decimal('1') }), step))
        const result = sold.price.times(sold.quantity).minus(bought.price.times(sold.quantity)).minus(sold.fee).minus(bought.fee)
        expect(result.lte(sold.fee.plus(bought.fee).negated())).toBe(true)
      }),
    )
  })

  test('many orders of one moment cost what one would, or more', async () => {
    const parts = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 2, maxLength: 6 })
    const cost = (news: readonly VenueNews[]): Decimal =>
      news
        .flatMap(({ executions }) => executions)
        .reduce((sum, { price, quantity, fee }) => sum.plus(price.times(quantity)).plus(fee), new Decimal(0))
    await fc.assert(
      fc.asyncProperty(parts, async (counts) => {
        const lots = (count: number) => ({ quantity: decimal(market.lot).times(count), limit: decimal('90000') })
        const split = counts.map((count, index) => order({ ...lots(count), clientOrderId: `part-${index}` }))
        const whole = order(lots(counts.reduce((sum, count) => sum + count, 0)))
        const saved = cost(await venue.news([whole], market, moment())).minus(cost(await venue.news(split, market, moment())))
        expect(saved.lte('0.0001')).toBe(true)
      }),
    )
  })

  test('a moment is its quote', async () => {
    const sides = fc.constantFrom('buy' as const, 'sell' as const)
    await fc.assert(
      fc.asyncProperty(sides, fc.integer({ min: 1, max: 100_000 }), async (side, count) => {
        const asked = order({ side, quantity: decimal(market.lot).times(count), limit: decimal(side === 'buy' ? '90000' : '1') })
        const filled = only(await tell(asked, moment()))
        expect(
          filled.price
            .minus(expectFill(asked, quote, PAPER_COSTS).price)
            .abs()
            .lte('0.000001'),
        ).toBe(true)
      }),
    )
  })
})
