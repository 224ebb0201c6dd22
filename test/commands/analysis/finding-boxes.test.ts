import { describe, expect, it } from 'vitest'
import { findingBox, findingBoxes } from '../../../src/commands/analysis/finding-boxes.ts'
import { someFinding } from './some-finding.ts'

describe('findingBox', () => {
  it('reaches to the right edge while a zone is active, and fades with its end', () => {
    const zone = someFinding()
    expect(findingBox(zone)).toEqual({ from: zone.first, top: 102, bottom: 100, label: 'FVG', tone: 'good', faded: false })
    expect(findingBox({ ...zone, state: 'mitigated', endedAt: zone.last + 1 })).toMatchObject({ to: zone.last + 1, faded: true })
  })

  it('is drawn around the candles of what happened once, whatever its state', () => {
    const engulfing = someFinding({ kind: 'cdl_engulfing', direction: 'down', state: 'expired', endedAt: Number.MAX_SAFE_INTEGER })
    expect(findingBox(engulfing)).toMatchObject({ to: engulfing.last, label: 'Engulfing', tone: 'bad', faded: false })
  })

  it('is a line where a level was swept', () => {
    expect(findingBox(someFinding({ kind: 'sweep-high' }))).toMatchObject({ top: 100, bottom: 100, label: 'Sweep' })
  })
})

it('names levels and zones first, since the last labels go without a place', () => {
  const [zones, levels, events, candlesticks] = (['fvg', 'support', 'bos', 'cdl_hammer'] as const).map((kind) => [someFinding({ kind })])
  const boxes = findingBoxes({ zones: zones ?? [], levels: levels ?? [], events: events ?? [], candlesticks: candlesticks ?? [] })
  expect(boxes.map(({ label }) => label)).toEqual(['Support', 'FVG', 'Hammer', 'BOS'])
})
