import { describe, expect, test } from 'vitest'
import type { KeptSignal } from '../../src/signals/signal.ts'
import type { Look, SignalStore } from '../../src/signals/signal-ports.ts'
import { uuid } from '../fixtures/book-rows.ts'
import { hour, SERIES, someCell, someFinding, someLook, someOutcome, someSignal } from '../fixtures/look-rows.ts'

type Make = () => Promise<SignalStore>

const nobody = async (): Promise<void> => undefined
const all = { feed: SERIES.feed, now: hour(99), limit: 99 }
const codes = (signals: readonly KeptSignal[]): readonly string[] => signals.map(({ code }) => code)
/** The signals of one hour, that are decided by what is said of them in the same look. */
const keepAll = (store: SignalStore, signals: Look['signals'], outcomes: Look['outcomes'] = []): Promise<boolean> =>
  store.keep(someLook(0, { signals, outcomes }), nobody)

/** What every keeper of signals does. Called at the top of a test file; `make` gives an empty one. */
export function signalStoreContract(make: Make): void {
  describe('a keeper of signals', () => {
    cells(make)
    looks(make)
    telling(make)
    outcomes(make)
    listing(make)
    records(make)
  })
}

function cells(make: Make): void {
  test('a cell is read back as it was seen', async () => {
    const store = await make()
    expect(await store.cells('replay')).toEqual([])
    expect(await store.keep(someLook(1), nobody)).toBe(true)
    const next = someCell(2, { bias: 100, parts: [], finding: { kind: 'bos', direction: 'up' } })
    expect(await store.cells('replay')).toEqual([someCell(1)])
    expect(await store.keep(someLook(2, { before: someCell(1), cell: next }), nobody)).toBe(true)
    expect(await store.cells('replay')).toEqual([next])
    expect(await store.keep(someLook(3, { before: next }), nobody)).toBe(true)
    expect(await store.cells('replay')).toEqual([someCell(3)])
  })

  test('cells are those of a feed, or of some of its markets', async () => {
    const store = await make()
    const at = async (about: Partial<typeof SERIES>): Promise<void> => {
      const series = { ...SERIES, ...about }
      await store.keep(someLook(1, { series, cell: someCell(1, series) }), nobody)
    }
    for (const marketId of ['c', 'a', 'b']) await at({ marketId })
    await at({ marketId: 'a', timeframe: '4h' })
    await at({ marketId: 'd', feed: 'live' })
    const seen = async (marketIds?: readonly string[]) =>
      (await store.cells('replay', marketIds)).map(({ marketId, timeframe }) => `${marketId} ${timeframe}`).toSorted()
    expect(await seen()).toEqual(['a 1h', 'a 4h', 'b 1h', 'c 1h'])
    expect(await seen(['c', 'a', 'd', 'none'])).toEqual(['a 1h', 'a 4h', 'c 1h'])
    expect(await seen([])).toEqual([])
  })
}

/** Looks follow on each other. */
function looks(make: Make): void {
  test.each<readonly [string, Look['before'], Partial<Look>]>([
    ['the first one again', undefined, {}],
    ['from before another look', someCell(1), {}],
    ['from another candle', someCell(3), {}],
    ['from another version of the cell', someCell(2, { version: 2 }), {}],
    ['from where no series was looked at', someCell(2), { series: { ...SERIES, timeframe: '4h' } }],
  ])('a look that begins elsewhere is not kept: %s', async (_, before, about) => {
    const store = await make()
    await store.keep(someLook(1), nobody)
    await store.keep(someLook(2, { before: someCell(1), signals: [someSignal(1)] }), nobody)
    const told: unknown[] = []
    const late = someLook(4, {
      before,
      findings: [someFinding(4)],
      signals: [someSignal(4)],
      outcomes: [{ signalId: uuid(1), outcome: someOutcome(4) }],
      ...about,
    })
    expect(await store.keep(late, async (_tx, fresh) => void told.push(fresh))).toBe(false)
    expect(told).toEqual([])
    expect(await store.cells('replay')).toEqual([someCell(2)])
    expect(await store.list(all)).toEqual([{ ...someSignal(1), outcome: undefined }])
  })

  test('of many who look at once one is kept, at first as later', async () => {
    const store = await make()
    let before: Look['before']
    for (const candle of [1, 2]) {
      const told: string[] = []
      const look = (number: number): Promise<boolean> =>
        store.keep(
          someLook(candle, { before, signals: [someSignal(candle, { id: uuid(number), code: `C${number}` })] }),
          async (_, fresh) => {
            told.push(...fresh.map(({ code }) => code))
          },
        )
      const kept = await Promise.all([1, 2, 3, 4, 5].map((number) => look(candle * 10 + number)))
      expect(kept.filter(Boolean)).toHaveLength(1)
      expect(told).toEqual([`C${candle * 10 + kept.indexOf(true) + 1}`])
      expect(codes(await store.list({ ...all, limit: 1 }))).toEqual(told)
      before = someCell(candle)
    }
    expect(await store.list(all)).toHaveLength(2)
  })

  test('series do not stand in the way of each other', async () => {
    const store = await make()
    const kept = await Promise.all(
      (['1m', '5m', '1h', '4h'] as const).map((timeframe, at) => {
        const series = { ...SERIES, timeframe }
        return store.keep(someLook(1, { series, cell: someCell(1, series), signals: [someSignal(1, { id: uuid(at), timeframe })] }), nobody)
      }),
    )
    expect(kept).toEqual([true, true, true, true])
    expect(await store.list(all)).toHaveLength(4)
  })

  test('a replay that begins again looks at earlier candles again', async () => {
    const store = await make()
    await store.keep(someLook(5, { signals: [someSignal(5)] }), nobody)
    expect(await store.keep(someLook(2, { before: someCell(5) }), nobody)).toBe(true)
    expect(await store.cells('replay')).toEqual([someCell(2)])
    expect(await store.list({ ...all, now: hour(3) })).toEqual([])
  })

  test('another version looks at the same candle again', async () => {
    const store = await make()
    const again = someCell(1, { version: 2, bias: 12 })
    await store.keep(someLook(1), nobody)
    expect(await store.keep(someLook(1, { before: someCell(1), cell: again }), nobody)).toBe(true)
    expect(await store.keep(someLook(1, { before: someCell(1), cell: again }), nobody)).toBe(false)
    expect(await store.cells('replay')).toEqual([again])
  })
}

/** What is new is told in the same breath. */
function telling(make: Make): void {
  test('what is known is kept once, and told once', async () => {
    const store = await make()
    const told: (readonly unknown[])[] = []
    const tell = async (_: unknown, fresh: readonly unknown[]): Promise<void> => void told.push(fresh)
    const short = someSignal(3, { direction: 'short', stop: 200 })
    await store.keep(someLook(1, { signals: [someSignal(1), someSignal(2), short] }), tell)
    const again = [someSignal(1, { id: uuid(11), confidence: 99 }), someSignal(4), someSignal(4, { id: uuid(14) })]
    const itsOutcome = { signalId: uuid(11), outcome: someOutcome(5) }
    await store.keep(someLook(2, { before: someCell(1), signals: again, outcomes: [itsOutcome] }), tell)
    await store.keep(someLook(3, { before: someCell(2), signals: again }), tell)
    await store.keep(someLook(4, { before: someCell(3) }), tell)
    expect(told).toEqual([[someSignal(1), someSignal(2), short], [someSignal(4)]])
    const open = { outcome: undefined }
    expect(await store.list(all)).toEqual([
      { ...someSignal(4), ...open },
      { ...short, ...open },
      { ...someSignal(2), ...open },
      { ...someSignal(1), ...open },
    ])
  })

  test.each<readonly [string, Parameters<typeof someSignal>[1]]>([
    ['another market', { marketId: 'replay:ETH/USDT' }],
    ['another timeframe', { timeframe: '4h' }],
    ['another source', { source: 'confluence' }],
    ['another direction', { direction: 'short', stop: 200 }],
    ['another last candle', { last: hour(1) - 1 }],
  ])('of %s it is another signal', async (_, about) => {
    const store = await make()
    expect(await keepAll(store, [someSignal(1), someSignal(1, { id: uuid(2), ...about })])).toBe(true)
    expect(await store.list(all)).toHaveLength(2)
  })

  test('nothing is kept when telling fails, and the same look may come again', async () => {
    const store = await make()
    await keepAll(store, [someSignal(0)])
    const look = someLook(1, {
      before: someCell(0),
      findings: [someFinding(1)],
      signals: [someSignal(1)],
      outcomes: [{ signalId: uuid(0), outcome: someOutcome(1) }],
    })
    const failing = store.keep(look, async () => {
      throw new Error('Nobody is told')
    })
    await expect(failing).rejects.toThrow('Nobody is told')
    expect(await store.cells('replay')).toEqual([someCell(0)])
    expect(await store.list(all)).toEqual([{ ...someSignal(0), outcome: undefined }])
    expect(await store.undecided(SERIES)).toHaveLength(1)
    expect(await store.keep(look, nobody)).toBe(true)
    expect(await store.list(all)).toHaveLength(2)
  })
}

/** What comes of signals. */
function outcomes(make: Make): void {
  test('a signal is undecided until its outcome is kept, which stays as it was first', async () => {
    const store = await make()
    await keepAll(store, [someSignal(2), someSignal(1), someSignal(3, { timeframe: '4h' })])
    expect(codes(await store.undecided(SERIES))).toEqual(['SIG1', 'SIG2'])
    const first = { signalId: uuid(1), outcome: someOutcome(5, { kind: 'stop', exit: 1e-7, r: -1.0000000000000002, ambiguous: true }) }
    await store.keep(someLook(1, { before: someCell(0), outcomes: [first] }), nobody)
    const second = { signalId: uuid(1), outcome: someOutcome(6) }
    await store.keep(someLook(2, { before: someCell(1), outcomes: [second, { signalId: uuid(9), outcome: someOutcome(6) }] }), nobody)
    expect(await store.undecided(SERIES)).toEqual([{ ...someSignal(2), outcome: undefined }])
    expect(await store.find('replay', 'SIG1', hour(99))).toEqual({ ...someSignal(1), outcome: first.outcome })
  })

  test('a signal of the past comes with its outcome', async () => {
    const store = await make()
    await keepAll(store, [someSignal(1, { live: false })], [{ signalId: uuid(1), outcome: someOutcome(2) }])
    expect(await store.undecided(SERIES)).toEqual([])
    expect(await store.list(all)).toEqual([{ ...someSignal(1, { live: false }), outcome: someOutcome(2) }])
  })

  test('what was not known at a time is not told of it', async () => {
    const store = await make()
    await keepAll(store, [someSignal(1)], [{ signalId: uuid(1), outcome: someOutcome(4) }])
    const told = async (now: number) => {
      const found = await store.find('replay', 'SIG1', now)
      expect(await store.list({ ...all, now })).toEqual(found === undefined ? [] : [found])
      return found?.outcome ?? found
    }
    expect(await told(hour(2) - 1)).toBeUndefined()
    expect(await told(hour(2))).toEqual({ ...someSignal(1), outcome: undefined })
    expect(await told(hour(5) - 1)).toEqual({ ...someSignal(1), outcome: undefined })
    expect(await told(hour(5))).toEqual(someOutcome(4))
    expect(await store.find('live', 'SIG1', hour(9))).toBeUndefined()
    expect(await store.find('replay', 'SIG2', hour(9))).toBeUndefined()
  })

  test('of two with the same code the newer one is meant, when it is known', async () => {
    const store = await make()
    await keepAll(store, [someSignal(1, { code: 'TWICE' }), someSignal(2, { code: 'TWICE' })])
    expect((await store.find('replay', 'TWICE', hour(9)))?.id).toBe(uuid(2))
    expect((await store.find('replay', 'TWICE', hour(2)))?.id).toBe(uuid(1))
  })
}

function listing(make: Make): void {
  const signals = [
    someSignal(1, { confidence: 80 }),
    someSignal(2, { marketId: 'b', direction: 'short', stop: 200 }),
    someSignal(3, { marketId: 'c', timeframe: '4h', confidence: 79 }),
    someSignal(4, { source: 'confluence', until: hour(6) }),
  ]

  test.each([
    ['of one feed', { feed: 'live' as const }, []],
    ['the newest first, as many as are asked for', { limit: 3 }, ['SIG4', 'SIG3', 'SIG2']],
    ['of some markets', { marketIds: ['c', 'b', 'd'] }, ['SIG3', 'SIG2']],
    ['of no market', { marketIds: [] }, []],
    ['of a timeframe', { timeframe: '4h' as const }, ['SIG3']],
    ['of a source', { source: 'confluence' }, ['SIG4']],
    ['of a direction', { direction: 'short' as const }, ['SIG2']],
    ['of a confidence and above', { minConfidence: 79 }, ['SIG3', 'SIG1']],
    ['known by then', { now: hour(3) }, ['SIG2', 'SIG1']],
    ['of several at once', { marketIds: ['b', SERIES.marketId], direction: 'long' as const, minConfidence: 70 }, ['SIG1']],
  ])('signals are listed %s', async (_, about, expected) => {
    const store = await make()
    await keepAll(store, signals)
    expect(codes(await store.list({ ...all, ...about }))).toEqual(expected)
  })

  test('open are those that are valid and undecided', async () => {
    const store = await make()
    await keepAll(store, signals, [
      { signalId: uuid(1), outcome: someOutcome(5) },
      { signalId: uuid(2), outcome: someOutcome(8) },
    ])
    const open = async (now: number) => codes(await store.list({ ...all, now, open: true }))
    expect(await open(hour(5))).toEqual(['SIG4', 'SIG3', 'SIG2', 'SIG1'])
    expect(await open(hour(6))).toEqual(['SIG3', 'SIG2'])
    expect(await open(hour(9))).toEqual(['SIG3'])
    expect(await open(hour(14) - 1)).toEqual(['SIG3'])
    expect(await open(hour(14))).toEqual([])
  })
}

function records(make: Make): void {
  const NONE = { decided: 0, targets: 0, stops: 0, expired: 0, ambiguous: 0, winners: 0, averageR: 0, open: 0 }
  const signals = [
    ...[1, 2, 3, 4, 5].map((number) => someSignal(number)),
    someSignal(6, { version: 2 }),
    someSignal(7, { live: false }),
    someSignal(8, { source: 'confluence', marketId: 'b', timeframe: '4h' }),
  ]
  const known = [
    { signalId: uuid(1), outcome: someOutcome(10, { r: 1.5 }) },
    { signalId: uuid(2), outcome: someOutcome(11, { kind: 'stop', r: -1.25, ambiguous: true }) },
    { signalId: uuid(3), outcome: someOutcome(12, { kind: 'expired', r: 0.25 }) },
    { signalId: uuid(4), outcome: someOutcome(13, { kind: 'expired', r: 0 }) },
    { signalId: uuid(7), outcome: someOutcome(10, { kind: 'stop', r: -1 }) },
  ]
  const kept = async () => {
    const store = await make()
    await keepAll(store, signals, known)
    return store
  }
  const asked = { feed: 'replay', now: hour(99) } as const

  test('a track record counts what was decided, by source, version and whether it was said in time', async () => {
    const store = await kept()
    expect(await store.record(asked)).toEqual([
      { ...NONE, source: 'confluence', version: 1, live: true, open: 1 },
      { ...NONE, source: 'engulfing', version: 2, live: true, open: 1 },
      {
        source: 'engulfing',
        version: 1,
        live: true,
        decided: 4,
        targets: 1,
        stops: 1,
        expired: 2,
        ambiguous: 1,
        winners: 2,
        averageR: 0.125,
        open: 1,
      },
      { ...NONE, source: 'engulfing', version: 1, live: false, decided: 1, stops: 1, averageR: -1 },
    ])
  })

  test.each([
    ['what is decided later is open', { now: hour(12), source: 'engulfing' }, ['2: 0 of 1', '1: 2 of 5', '1: 1 of 1']],
    ['what is said later is not there', { now: hour(3) }, ['1: 0 of 2']],
    ['since a time', { since: hour(5) }, ['1: 0 of 1', '2: 0 of 1', '1: 1 of 2', '1: 1 of 1']],
    ['of a market', { marketId: 'b' }, ['1: 0 of 1']],
    ['of a timeframe', { timeframe: '4h' as const }, ['1: 0 of 1']],
    ['of a source', { source: 'confluence' }, ['1: 0 of 1']],
    ['of another feed', { feed: 'live' as const }, []],
  ])('a track record of a part: %s', async (_, about, expected) => {
    const rows = await (await kept()).record({ ...asked, ...about })
    expect(rows.map(({ version, decided, open }) => `${version}: ${decided} of ${decided + open}`)).toEqual(expected)
    for (const { decided, targets, stops, expired } of rows) expect(targets + stops + expired).toBe(decided)
  })
}
