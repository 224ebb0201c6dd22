import { describe, expect, it } from 'vitest'
import { nearPrice, type Window } from '../../../src/commands/analysis/near-price.ts'
import { someFinding } from './some-finding.ts'

const HOUR_MS = 3_600_000
const from = Date.UTC(2024, 0, 1)
const window: Window = { from, low: 90, high: 110, last: 101 }
const hour = (count: number): number => from + count * HOUR_MS
const level = (price: number) => ({ top: price, bottom: price })

describe('zones', () => {
  const zone = (bottom: number, about = {}) => someFinding({ bottom, top: bottom + 1, ...about })
  const bottoms = (...zones: ReturnType<typeof zone>[]) => nearPrice(zones, window).zones.map(({ bottom }) => bottom)

  it('are the active ones on the picture, the nearest first, and four at most', () => {
    expect(bottoms(zone(92), zone(100), zone(108), zone(96), zone(104), zone(70), zone(130), zone(98, { state: 'mitigated' }))).toEqual([
      100, 104, 96, 108,
    ])
  })

  it('count for more when they are strong', () => {
    expect(bottoms(zone(104, { strength: 0.1 }), zone(97, { strength: 0.9 }))).toEqual([97, 104])
  })

  it('do not lie on each other', () => {
    expect(bottoms(zone(100, { strength: 0.9 }), zone(100.2, { kind: 'order-block' }), zone(101.1))).toEqual([100, 101.1])
  })
})

it('shows the two nearest levels on each side that are on the picture', () => {
  const levels = [
    ...[99, 91, 95, 80].map((price) => someFinding({ kind: 'support', ...level(price) })),
    ...[109, 103, 106].map((price) => someFinding({ kind: 'resistance', ...level(price) })),
    someFinding({ kind: 'resistance', ...level(102), state: 'expired' }),
  ]
  expect(nearPrice(levels, window).levels.map(({ top }) => top)).toEqual([99, 95, 103, 106])
})

it('shows the last breaks and sweeps of the window, whatever became of them', () => {
  const at = (kind: 'bos' | 'choch' | 'sweep-low', last: number) => someFinding({ kind, last, state: 'expired' })
  const events = [
    at('bos', hour(-1)),
    at('choch', hour(1)),
    at('bos', hour(2)),
    at('sweep-low', hour(3)),
    at('bos', hour(4)),
    at('bos', hour(5)),
  ]
  expect(nearPrice(events, window).events.map(({ kind, last }) => `${kind} ${(last - from) / HOUR_MS}`)).toEqual([
    'bos 5',
    'bos 4',
    'bos 2',
    'sweep-low 3',
  ])
})

it('shows the last candlesticks that point somewhere, one at a time', () => {
  const candlestick = (first: number, last: number, about = {}) =>
    someFinding({ kind: 'cdl_engulfing', first: hour(first), last: hour(last), ...about })
  const found = [
    candlestick(1, 2),
    candlestick(4, 5),
    candlestick(6, 7),
    candlestick(7, 8, { strength: 0.2 }),
    candlestick(6, 8, { strength: 0.9 }),
    candlestick(9, 9, { kind: 'cdl_doji', direction: 'none' }),
    candlestick(0, 0),
  ]
  expect(nearPrice(found, window).candlesticks.map(({ first, last }) => [(first - from) / HOUR_MS, (last - from) / HOUR_MS])).toEqual([
    [6, 8],
    [4, 5],
    [1, 2],
  ])
})

it('says nothing of nothing', () => {
  expect(nearPrice([], window)).toEqual({ zones: [], levels: [], events: [], candlesticks: [] })
})
