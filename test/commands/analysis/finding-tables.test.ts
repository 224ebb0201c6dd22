import { expect, it } from 'vitest'
import { alignTable } from '../../../src/chat/plain-text.ts'
import { findingTables } from '../../../src/commands/analysis/finding-tables.ts'
import { someFinding } from './some-finding.ts'

const moment = { tick: '0.01', timeframe: '1h', now: Date.UTC(2024, 0, 1, 6) } as const
const nothing = { zones: [], levels: [], events: [], candlesticks: [] }

it('lists what is active from the highest price down, and what happened lately from the latest back', () => {
  const near = {
    zones: [someFinding()],
    levels: [someFinding({ kind: 'support', top: 98, bottom: 98 }), someFinding({ kind: 'resistance', top: 105, bottom: 105 })],
    events: [someFinding({ kind: 'choch', direction: 'down', top: 99, bottom: 99 })],
    candlesticks: [someFinding({ kind: 'cdl_hammer', last: Date.UTC(2024, 0, 1, 5) })],
  }
  expect(
    findingTables(near, moment)
      .map(({ columns, rows }) => alignTable(columns, rows))
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "Active        Price  Age
    Resistance   105.00  3 h
    FVG ↑       100–102  3 h
    Support       98.00  3 h
    Lately      Price  Age
    Hammer ↑  100–102  now
    CHoCH ↓     99.00  3 h"
  `)
})

it('is not there where there is nothing', () => {
  expect(findingTables(nothing, moment)).toEqual([])
  expect(findingTables({ ...nothing, zones: [someFinding()] }, moment)).toHaveLength(1)
})
