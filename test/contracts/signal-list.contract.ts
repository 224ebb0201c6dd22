import { expect, test } from 'vitest'
import type { Look, SignalStore } from '../../src/signals/signal-ports.ts'
import { uuid } from '../fixtures/book-rows.ts'
import { hour, SERIES, someLook, someOutcome, someSignal } from '../fixtures/look-rows.ts'

type Make = () => Promise<SignalStore>

export const all = { feed: SERIES.feed, now: hour(99), limit: 99 }
export const nobody = async (): Promise<void> => undefined
export const codes = (signals: readonly { readonly code: string }[]): readonly string[] => signals.map(({ code }) => code)
/** Signals that are found by one look, with what it says came of them. */
export const keepAll = (store: SignalStore, signals: Look['signals'], outcomes: Look['outcomes'] = []): Promise<boolean> =>
  store.keep(someLook(0, { signals, outcomes }), nobody)

/** How every keeper of signals lists and counts them; a part of its contract. */
export function signalListContract(make: Make): void {
  listing(make)
  records(make)
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
      { ...NONE, source: 'confluence', version: 1, live: true, open: 1, firstAt: hour(9), lastAt: hour(9) },
      { ...NONE, source: 'engulfing', version: 2, live: true, open: 1, firstAt: hour(7), lastAt: hour(7) },
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
        firstAt: hour(2),
        lastAt: hour(6),
      },
      { ...NONE, source: 'engulfing', version: 1, live: false, decided: 1, stops: 1, averageR: -1, firstAt: hour(8), lastAt: hour(8) },
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
