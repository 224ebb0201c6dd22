import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candles, makeCandles } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { LOOK_CANDLES, lookAt } from '../../src/signals/look-at.ts'
import { scoreSignal } from '../../src/signals/score-signal.ts'
import { readSeries, type SeriesReading } from '../../src/signals/series-reading.ts'
import { signalCode } from '../../src/signals/signal-code.ts'
import type { Look, SeriesKey } from '../../src/signals/signal-ports.ts'
import { beginning, everyNth, knownBy, someReadings } from './some-readings.ts'

const SERIES: SeriesKey = { feed: 'simulated', marketId: 'simulated:BTC/USDT', timeframe: '1h' }
const seed = fc.integer({ min: 0, max: 1_000_000 })
const RUNS = everyNth(50)
/** Where nothing depends on it. */
const NOW = 0

type Kept = Look['signals'][number] & { readonly outcome: Look['outcomes'][number]['outcome'] | undefined }

/** Looks one after another, as somebody does who keeps what he finds; each knows of the coarser timeframes what had closed by then. */
function lookAtEach(
  candles: Candles,
  counts: readonly number[],
  higher: readonly SeriesReading[] = [],
): { looks: readonly Look[]; kept: readonly Kept[] } {
  const looks: Look[] = []
  const kept = new Map<string, Kept>()
  for (const count of counts) {
    const reading = readSeries(beginning(candles, count))
    const now = (candles.time[count - 1] ?? 0) + HOUR_MS
    const undecided = [...kept.values()].filter(({ outcome }) => outcome === undefined)
    let made = 0
    const newId = (): string => `${count}-${made++}`
    const look = lookAt({
      series: SERIES,
      reading,
      past: reading.candles,
      higher: knownBy(higher, now),
      now,
      before: looks.at(-1)?.cell,
      undecided,
      newId,
    })
    for (const signal of look.signals) kept.set(signal.id, { ...signal, outcome: undefined })
    for (const { signalId, outcome } of look.outcomes) {
      const signal = kept.get(signalId)
      if (signal !== undefined) kept.set(signalId, { ...signal, outcome })
    }
    looks.push(look)
  }
  return { looks, kept: [...kept.values()] }
}

/** What does not depend on when somebody looked. */
const said = (kept: readonly Kept[]): unknown[] =>
  kept
    .map(({ id: _, live: _live, ...signal }) => signal)
    .toSorted((one, other) => one.last - other.last || one.code.localeCompare(other.code))

test('looking candle by candle finds what one look at all of them finds', () => {
  fc.assert(
    fc.property(seed, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 5 }), (start, steps) => {
      const { candles, higher } = someReadings(start)
      const counts = [400]
      for (const step of steps) counts.push(Math.min(420, (counts.at(-1) ?? 0) + step))
      const last = counts.at(-1) ?? 400
      const each = lookAtEach(
        candles,
        Array.from({ length: last - 399 }, (_, index) => 400 + index),
        higher,
      )
      const some = lookAtEach(candles, counts, higher)
      const once = lookAtEach(candles, [400, last], higher)
      expect(said(each.kept)).toEqual(said(once.kept))
      expect(said(some.kept)).toEqual(said(once.kept))
      expect(each.looks.at(-1)?.cell).toEqual(once.looks.at(-1)?.cell)
    }),
    RUNS,
  )
})

test('the first look finds the last 150 candles, with what came of their signals', () => {
  const { candles } = someReadings(7, LOOK_CANDLES)
  const { looks, kept } = lookAtEach(candles, [LOOK_CANDLES])
  const first = candles.time[LOOK_CANDLES - 150] ?? 0
  expect(kept.length).toBeGreaterThan(20)
  expect(Math.min(...kept.map(({ last }) => last))).toBeGreaterThanOrEqual(first)
  for (const { outcome, ...signal } of kept) {
    expect(outcome).toEqual(scoreSignal(signal, candles))
    expect(signal.code).toBe(signalCode({ ...SERIES, ...signal }))
  }
  const ended = candles.time[LOOK_CANDLES - 50] ?? 0
  const all = readSeries(candles).findings.filter(({ direction }) => direction !== 'none')
  expect(looks[0]?.findings).toEqual(all.filter(({ state, endedAt }) => state === 'active' || (endedAt ?? 0) >= ended))
})

test('a look says as it happens what closed at most two candles before its last one, and is open', () => {
  const recent = Array.from({ length: 20 }, (_, start) => {
    const { candles } = someReadings(start)
    const last = candles.time[399] ?? 0
    const { kept } = lookAtEach(candles, [400])
    for (const { live, last: seen, outcome } of kept) expect(live).toBe(seen >= last - 2 * HOUR_MS && outcome === undefined)
    return kept.filter((signal) => signal.last >= last - 2 * HOUR_MS)
  }).flat()
  expect(new Set(recent.map(({ live }) => live))).toEqual(new Set([true, false]))
})

test('a market that went quiet long ago says nothing as it happens', () => {
  let made = 0
  const newId = (): string => `${made++}`
  const liveAfter = (hours: number): number =>
    Array.from({ length: 20 }, (_, start) => {
      const candles = beginning(someReadings(start).candles, 400)
      const now = (candles.time.at(-1) ?? 0) + (1 + hours) * HOUR_MS
      const wish = { series: SERIES, reading: readSeries(candles), past: candles, higher: [], now, before: undefined, undecided: [] }
      return lookAt({ ...wish, newId }).signals.filter(({ live }) => live).length
    }).reduce((sum, count) => sum + count)
  expect([liveAfter(0) > liveAfter(2), liveAfter(2) > 0, liveAfter(3)]).toEqual([true, true, 0])
})

test('a replay that begins again looks at what is before, as at first', () => {
  const { candles } = someReadings(3)
  const { looks } = lookAtEach(candles, [420, 300])
  const [first] = lookAtEach(candles, [300]).looks
  expect(looks[1]?.signals.map(({ code }) => code)).toEqual(first?.signals.map(({ code }) => code))
  expect(first?.signals.length).toBeGreaterThan(0)
})

test('a look tells of findings that are new or over since the one before', () => {
  const { candles } = someReadings(3)
  const { looks } = lookAtEach(candles, [400, 405])
  const since = candles.time[400] ?? 0
  const all = readSeries(beginning(candles, 405)).findings.filter(({ direction }) => direction !== 'none')
  expect(looks[1]?.findings).toEqual(all.filter(({ last, endedAt }) => last >= since || (endedAt ?? 0) >= since))
  expect(looks[1]?.findings.some(({ last }) => last < since)).toBe(true)
})

test('a look at the same candle again finds nothing new', () => {
  const { candles } = someReadings(3)
  const { looks } = lookAtEach(candles, [400, 400])
  expect(looks[1]).toMatchObject({ findings: [], signals: [], outcomes: [] })
  expect(looks[1]?.cell).toEqual(looks[0]?.cell)
})

test('what is older than the candles stays undecided, until older ones are read', () => {
  const { candles } = someReadings(3)
  const { kept } = lookAtEach(candles, [400])
  const [old] = kept
  if (old === undefined) throw new Error('This walk has signals')
  const undecided = [
    {
      ...old,
      outcome: undefined,
      id: 'old',
      last: (candles.time[0] ?? 0) - HOUR_MS,
      at: candles.time[0] ?? 0,
      until: candles.time[24] ?? 0,
    },
  ]
  const reading = readSeries(candles)
  const outcomesOn = (past: Candles) =>
    lookAt({ series: SERIES, reading, past, higher: [], now: NOW, before: undefined, undecided, newId: () => 'new' }).outcomes.filter(
      ({ signalId }) => signalId === 'old',
    )
  expect(outcomesOn(candles)).toEqual([])
  const past = makeCandles('1h', (name) =>
    Float64Array.of(name === 'time' ? (undecided[0]?.last ?? 0) : (candles[name][0] ?? 0), ...candles[name]),
  )
  expect(outcomesOn(past)).toHaveLength(1)
})

test('what a replay said of a time to come is not known when it begins again', () => {
  const { candles, higher } = someReadings(7)
  const reading = readSeries(beginning(candles, 400))
  const before = { candle: candles.time[370] ?? 0, version: 1 }
  const again = (undecided: readonly Kept[]) =>
    lookAt({ series: SERIES, reading, past: reading.candles, higher, now: NOW, before, undecided, newId: () => 'new' })
  const once = again([])
  expect(once.signals.length).toBeGreaterThan(0)
  const later = 40 * HOUR_MS
  const toCome = once.signals.map((signal) => ({ ...signal, at: signal.at + later, until: signal.until + later, outcome: undefined }))
  expect(again(toCome)).toEqual(once)
})
