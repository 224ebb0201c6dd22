import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, decimal } from '../../src/basics/money.ts'
import type { RiskLimits, RiskQuestion, RiskStanding, UnlockStore } from '../../src/risk/risk-ports.ts'
import { createRisk } from '../../src/risk/risk-service.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const HOUR_MS = 3_600_000
const origin = { userId: 'ann', callId: 'call', action: 'risk unlock', platform: 'console' }

const usual: RiskLimits = {
  positionMax: decimal('0.1'),
  tradeRiskMax: decimal('0.02'),
  exposureMax: decimal('0.95'),
  positionsMax: 10,
  drawdownMax: decimal('0.2'),
  dailyLossMax: decimal('0.05'),
  rewardMin: decimal('1.5'),
  stopDefault: decimal('0.02'),
  targetDefault: decimal('0.04'),
  tradesADayMax: 50,
  lossesInRowMax: 5,
  marketBand: decimal('0.02'),
  restingBand: decimal('0.2'),
  usualSizeMax: decimal('10'),
  onlyMarkets: [],
  neverMarkets: [],
}

const calm: RiskStanding = {
  now: NOON,
  equity: decimal('10000'),
  peak: decimal('10000'),
  dayStart: decimal('10000'),
  exposure: decimal('0'),
  held: decimal('0'),
  atRisk: decimal('0'),
  openMarkets: [],
  entriesToday: 0,
  lossesInRow: 0,
  lastLossAt: undefined,
  usual: undefined,
}

const question = (about: Partial<RiskQuestion> = {}, standing: Partial<RiskStanding> = {}): RiskQuestion => ({
  userId: 'ann',
  marketId: 'binance:BTC/USDT',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  type: 'market',
  quantity: decimal('0.01'),
  entry: decimal('50000'),
  last: decimal('50000'),
  rate: decimal('1'),
  stop: decimal('49000'),
  target: undefined,
  lot: decimal('0.00001'),
  standing: { ...calm, ...standing },
  ...about,
})

function fakeUnlocks(): UnlockStore {
  const names = new Set<string>()
  return {
    lifted: async () => names,
    async lift(_userId, locks) {
      for (const lock of locks) names.add(lock)
    },
  }
}

const desk = (limits: Partial<RiskLimits> = {}) =>
  createRisk({ limits: { of: async () => ({ ...usual, ...limits }) }, unlocks: fakeUnlocks() })

async function failing(asked: RiskQuestion, limits: Partial<RiskLimits> = {}): Promise<readonly (readonly [string, string])[]> {
  const { rulings } = await desk(limits).judge(asked)
  return rulings.filter(({ passed }) => !passed).map(({ rule, words }) => [rule, words] as const)
}

describe('known sizes', () => {
  const asked = question({ quantity: decimal('1') })
  const lifted = { positionMax: decimal('1'), exposureMax: decimal('1') }

  test('entry 50,000, stop 49,000, equity 10,000, risk 2 %: 0.2 with the position limit lifted', async () => {
    const { most, rulings } = await desk(lifted).judge(asked)
    expect(rulings.find(({ rule }) => rule === 'trade-risk')?.passes?.toFixed()).toBe('0.2')
    expect(most.toFixed()).toBe('0.2')
  })

  test('and 0.02 with the usual limit of 10 %', async () => {
    expect((await desk().judge(asked)).most.toFixed()).toBe('0.02')
  })

  test('a limit of 5 % lets pass what is worth 500 at most', async () => {
    const limits = { positionMax: decimal('0.05') }
    expect((await desk(limits).judge(question({ quantity: decimal('0.01') }))).allowed).toBe(true)
    expect(await failing(question({ quantity: decimal('0.01001') }), limits)).toEqual([
      ['position', 'One position may hold 5.00% of equity, $500.00; with this order it would be $500.50. At most 0.01 BTC would pass.'],
    ])
  })

  test('a target worth half the risk is refused where twice is the least, and for that reason', async () => {
    expect(await failing(question({ target: decimal('50500') }), { rewardMin: decimal('2') })).toEqual([
      ['reward', 'The target must be worth 2 times the risk; it is worth 0.5. A target from 52,000.00 on would pass.'],
    ])
  })
})

describe('what is refused', () => {
  test.each<[string, RiskQuestion, Partial<RiskLimits>, string]>([
    [
      'trade-risk',
      question({ quantity: decimal('0.02'), stop: decimal('30000') }),
      { dailyLossMax: decimal('1') },
      'At most 0.01 BTC would pass.',
    ],
    ['trade-risk', question({ quantity: decimal('0.005'), stop: undefined }), {}, 'At most 0.004 BTC would pass.'],
    ['position', question({}, { held: decimal('600') }), {}, 'with this order it would be $1,100.00. At most 0.008 BTC would pass.'],
    ['exposure', question({}, { exposure: decimal('9400') }), {}, 'At most 0.002 BTC would pass.'],
    [
      'daily-loss-room',
      question({}, { atRisk: decimal('495') }),
      {},
      'today may cost 5.00% of equity, $500.00; with this order it would be $505.00.',
    ],
    ['daily-loss-room', question({}, { equity: decimal('9501') }), {}, 'At most 0.001 BTC would pass.'],
    ['usual-size', question({}, { usual: decimal('49') }), {}, 'One order may have 10 times your usual size, $490.00'],
    [
      'positions',
      question({}, { openMarkets: ['a', 'b'] }),
      { positionsMax: 2 },
      'with this order there would be 3. One has to be closed first.',
    ],
    ['markets', question(), { onlyMarkets: ['ETH'] }, 'is not on your list of the only markets to enter (only ETH)'],
    ['markets', question(), { neverMarkets: ['BTC/USDT'] }, 'is on your list of markets never to enter'],
    [
      'price-band',
      question({ entry: decimal('51001') }),
      {},
      '2.00% from the last price, 49,000.00 to 51,000.00; this one is at 51,001.00.',
    ],
    ['price-band', question({ type: 'limit', entry: decimal('39999'), stop: decimal('39000') }), {}, 'A resting order may lie 20.00%'],
    ['stop-side', question({ stop: decimal('50000'), quantity: decimal('0.001') }), {}, 'A stop lies below the entry, 50,000.00'],
  ])('by %s', async (rule, asked, limits, words) => {
    expect(await failing(asked, limits)).toEqual([[rule, expect.stringContaining(words)]])
  })

  test('money of another currency counts at its rate', async () => {
    const inEuro = question({ rate: decimal('1.1'), quantity: decimal('0.0182') })
    expect((await desk().judge(inEuro)).most.toFixed()).toBe('0.01818')
    expect(await failing(inEuro)).toMatchObject([['position', expect.stringContaining('$1,001.00')]])
  })

  test('more of a position that is open is no further position', async () => {
    expect(await failing(question({}, { openMarkets: ['a', 'binance:BTC/USDT'] }), { positionsMax: 2 })).toEqual([])
  })

  test('is remembered for its owner, until something passes', async () => {
    const risk = desk()
    expect(risk.lastRefused('ann')).toBeUndefined()
    await risk.judge(question())
    expect(risk.lastRefused('ann')).toBeUndefined()
    await risk.judge(question({ quantity: decimal('5') }))
    expect(risk.lastRefused('ann')?.question.quantity.toFixed()).toBe('5')
    expect(risk.lastRefused('bob')).toBeUndefined()
    await risk.judge(question())
    expect(risk.lastRefused('ann')).toBeUndefined()
  })
})

describe('locks', () => {
  const losses = { lossesInRow: 5, lastLossAt: NOON - 1 }

  test.each<[string, Partial<RiskStanding>, string]>([
    ['daily-loss', { equity: decimal('9500') }, 'no entries until 2026-01-02 00:00 UTC.'],
    ['drawdown', { equity: decimal('8000'), dayStart: decimal('8000') }, 'no entries until it recovers.'],
    ['losses-in-row', losses, 'none until 2026-01-01 12:59 UTC.'],
    ['trades-a-day', { entriesToday: 50 }, 'No more until 2026-01-02 00:00 UTC.'],
  ])('%s stops every entry', async (rule, standing, words) => {
    const { rulings, allowed, most } = await desk().judge(question({}, standing))
    expect(rulings.find(({ passed }) => !passed)).toMatchObject({ rule, words: expect.stringContaining(words), passes: undefined })
    expect([allowed, most.toFixed()]).toEqual([false, '0'])
  })

  test('losses in a row lock for an hour', async () => {
    const risk = desk()
    const locked = async (now: number) =>
      (await risk.locks('ann', { ...calm, ...losses, now })).filter(({ state }) => state === 'on').length
    expect([await locked(NOON - 1 + HOUR_MS - 1), await locked(NOON - 1 + HOUR_MS)]).toEqual([1, 0])
  })

  test('are lifted by those who may, until the next loss or day', async () => {
    const risk = desk()
    const standing = { ...calm, ...losses, entriesToday: 50 }
    expect(await risk.unlock('ann', { rule: 'losses-in-row', standing }, origin)).toMatchObject([{ rule: 'losses-in-row' }])
    const states = async (now: RiskStanding) =>
      (await risk.locks('ann', now)).filter(({ state }) => state !== 'off').map(({ rule, state }) => `${rule} ${state}`)
    expect(await states(standing)).toEqual(['losses-in-row lifted', 'trades-a-day on'])
    expect(await states({ ...standing, lastLossAt: NOON })).toEqual(['losses-in-row on', 'trades-a-day on'])
    await risk.unlock('ann', { rule: undefined, standing }, origin)
    expect(await states(standing)).toEqual(['losses-in-row lifted', 'trades-a-day lifted'])
    expect((await risk.judge(question({}, standing))).allowed).toBe(true)
  })

  test('of a daily loss cannot be lifted', async () => {
    const standing = { ...calm, equity: decimal('9500') }
    await expect(desk().unlock('ann', { rule: undefined, standing }, origin)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await desk().unlock('ann', { rule: 'drawdown', standing }, origin)).toEqual([])
  })
})

describe('whatever is asked', () => {
  const share = fc.integer({ min: 1, max: 1_000 }).map((permille) => new Decimal(permille).div(1_000))
  const dollars = fc.integer({ min: 0, max: 12_000 }).map((amount) => new Decimal(amount))
  const anyLimits = fc.record({ positionMax: share, tradeRiskMax: share, exposureMax: share, dailyLossMax: share })
  const anyQuestion = fc
    .record({
      lots: fc.integer({ min: 1, max: 1_000_000 }),
      entry: fc.integer({ min: 49_500, max: 50_500 }),
      stop: fc.option(fc.integer({ min: 1, max: 49_000 }), { nil: undefined }),
      rate: fc.integer({ min: 1, max: 3 }),
      standing: fc.record({
        exposure: dollars,
        held: dollars,
        atRisk: dollars,
        equity: dollars,
        usual: fc.option(dollars, { nil: undefined }),
      }),
    })
    .map(({ lots, entry, stop, rate, standing }) =>
      question(
        {
          quantity: new Decimal(lots).times('0.00001'),
          entry: new Decimal(entry),
          rate: new Decimal(rate),
          stop: stop === undefined ? undefined : new Decimal(stop),
        },
        { ...standing, usual: standing.usual?.plus(1) },
      ),
    )

  test('the quantity that is said to pass does, and one lot more does not', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, anyLimits, async (asked, limits) => {
        const risk = desk(limits)
        const { most } = await risk.judge(asked)
        expect(most.mod(asked.lot).isZero()).toBe(true)
        if (most.gt(0)) expect((await risk.judge({ ...asked, quantity: most })).allowed).toBe(true)
        expect((await risk.judge({ ...asked, quantity: most.plus(asked.lot) })).allowed).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('less is never refused where more would pass', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, anyLimits, fc.integer({ min: 1, max: 100 }), async (asked, limits, percent) => {
        const risk = desk(limits)
        const less = asked.quantity.times(percent).div(100)
        if ((await risk.judge(asked)).allowed) expect((await risk.judge({ ...asked, quantity: less })).allowed).toBe(true)
      }),
    )
  })
})
