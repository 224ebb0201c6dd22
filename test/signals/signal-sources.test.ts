import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candles, makeCandles } from '../../src/basics/candles.ts'
import { readSeries, type SeriesReading } from '../../src/signals/series-reading.ts'
import { SIGNAL_SOURCES, sourceTitle } from '../../src/signals/signal-sources.ts'
import type { SignalEvent, SignalSource } from '../../src/signals/sources/signal-source.ts'
import { walk } from '../analysis/some-candles.ts'
import { everyNth } from './some-readings.ts'

const WALKS = 12

/** Made once for all sources. */
const walks: SeriesReading[] = []
function someWalks(): readonly SeriesReading[] {
  for (let seed = walks.length; seed < WALKS; seed++) walks.push(readSeries(walk({ seed: `${seed}`, count: 600 })))
  return walks
}

function eventsIn(source: SignalSource, candles: Candles, from = 0): readonly SignalEvent[] {
  return source.events({ reading: readSeries(candles), higher: [], from })
}

test('each source has a name of its own, and says in two sentences what it waits for', () => {
  const names = SIGNAL_SOURCES.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, title, about, version } of SIGNAL_SOURCES) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(title).not.toBe('')
    expect(about.match(/[.](\s|$)/g), about).toHaveLength(2)
    expect(version).toBeGreaterThan(0)
  }
})

test('a source is called by its title, one that is no more by its name', () => {
  expect(sourceTitle('ema-cross')).toBe('EMA cross')
  expect(sourceTitle('no-more')).toBe('no-more')
})

test.each(SIGNAL_SOURCES.map((source) => [source.name, source] as const))(
  '%s sees something in random walks, oldest first',
  (name, source) => {
    const readings = someWalks()
    // A walk agrees with itself in all timeframes.
    const events = readings.map((reading) => source.events({ reading, higher: [reading, reading], from: 0 }))
    expect(events.flat().length).toBeGreaterThan(0)
    for (const each of events) {
      expect(each.map(({ index }) => index)).toEqual(each.map(({ index }) => index).toSorted((one, other) => one - other))
      for (const { index, first } of each) expect(first).toBeLessThanOrEqual(index)
    }
    const [reading] = readings
    if (reading === undefined) throw new Error('There are walks')
    const later = source.events({ reading, higher: [reading, reading], from: 400 })
    expect(later, name).toEqual(events[0]?.filter(({ index }) => index >= 400))
  },
)

/** The same walk upside down: what rose by so much falls by so much. */
function mirrored(candles: Candles): Candles {
  const height = 10 * Math.max(...candles.high)
  const from = { open: 'open', high: 'low', low: 'high', close: 'close' } as const
  return makeCandles(candles.timeframe, (name) =>
    name === 'time' || name === 'volume' ? candles[name] : candles[from[name]].map((price) => height - price),
  )
}

// TA-Lib's shooting star needs a gap, its hammer none, and a candle without a body counts as a rising one.
test.each(SIGNAL_SOURCES.filter(({ name }) => !['hammer', 'engulfing'].includes(name)).map((source) => [source.name, source] as const))(
  '%s sees in falling prices what it sees in rising ones',
  (_, source) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const candles = walk({ seed, count: 420 })
        const turned = eventsIn(source, mirrored(candles), 250).map(({ index, direction }) => ({
          index,
          direction: direction === 'long' ? 'short' : 'long',
        }))
        expect(turned).toEqual(eventsIn(source, candles, 250).map(({ index, direction }) => ({ index, direction })))
      }),
      everyNth(30),
    )
  },
)
