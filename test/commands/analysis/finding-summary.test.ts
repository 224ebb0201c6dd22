import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/analysis/finding.ts'
import { findingSummary, structureOf } from '../../../src/commands/analysis/finding-summary.ts'
import { someFinding } from './some-finding.ts'

const START = Date.UTC(2024, 0, 1)
const HOUR_MS = 3_600_000
const broken = (hour: number, direction: Finding['direction'], kind: 'bos' | 'choch' = 'bos') =>
  someFinding({ kind, direction, last: START + hour * HOUR_MS })
const situation = { last: 101, timeframe: '1h', zone: 'UTC', tick: '0.01' } as const
const nothing = { zones: [], levels: [], events: [], candlesticks: [] }

describe('structureOf', () => {
  it('points where the last break does, since the first in a row that did', () => {
    const breaks = [broken(1, 'down'), broken(4, 'up', 'choch'), broken(9, 'up'), broken(6, 'up')]
    expect(structureOf(breaks)).toEqual({ direction: 'up', since: START + 4 * HOUR_MS })
    expect(structureOf([broken(2, 'up')])).toEqual({ direction: 'up', since: START + 2 * HOUR_MS })
  })

  it('is undefined where nothing broke', () => {
    expect(structureOf([someFinding()])).toBeUndefined()
  })
})

describe('findingSummary', () => {
  const support = someFinding({ kind: 'support', top: 98, bottom: 97.5 })
  const resistance = someFinding({ kind: 'resistance', direction: 'down', top: 104.5, bottom: 104 })

  it('says where structure points and how far the levels are', () => {
    expect(findingSummary([broken(4, 'up')], { ...nothing, levels: [support, resistance] }, situation)).toBe(
      'Structure is up since 01-01 04:00; resistance is 2.97% above, at 104.00 and support is 2.97% below, at 98.00.',
    )
  })

  it('says when price is at a level or in a zone', () => {
    expect(findingSummary([], { ...nothing, levels: [support], zones: [someFinding()] }, { ...situation, last: 98 })).toBe(
      'Structure points nowhere yet; support is here, at 98.00.',
    )
    expect(
      findingSummary([], { ...nothing, zones: [someFinding({ direction: 'down' }), someFinding({ kind: 'order-block' })] }, situation),
    ).toBe(
      'Structure points nowhere yet. It stands in a bearish fair value gap (100.00 to 102.00). It stands in a bullish order block (100.00 to 102.00).',
    )
  })
})
