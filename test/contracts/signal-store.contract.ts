import { describe, expect, test } from 'vitest'
import type { Look, SignalStore } from '../../src/signals/signal-ports.ts'
import { uuid } from '../fixtures/book-rows.ts'
import { hour, SERIES, someCell, someFinding, someLook, someOutcome, someSignal } from '../fixtures/look-rows.ts'
import { all, codes, keepAll, nobody, signalListContract } from './signal-list.contract.ts'

type Make = () => Promise<SignalStore>

/** What every keeper of signals does. Called at the top of a test file; `make` gives an empty one. */
export function signalStoreContract(make: Make): void {
  describe('a keeper of signals', () => {
    cells(make)
    looks(make)
    telling(make)
    outcomes(make)
    signalListContract(make)
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
