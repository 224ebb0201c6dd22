import { expect, test } from 'vitest'
import type { Finding, FindingKind } from '../../src/analysis/finding.ts'
import { readSeries, type SeriesReading } from '../../src/signals/series-reading.ts'
import { tellingFinding } from '../../src/signals/telling-finding.ts'
import { walk } from '../analysis/some-candles.ts'

type Seen = readonly [kind: FindingKind, direction: Finding['direction'], known: number, strength: number]

/** Candles in which just this was seen. */
function seeing(...seen: readonly Seen[]): SeriesReading {
  const findings = seen.map(([kind, direction, known, strength]) => ({
    finding: { kind, direction, first: known, last: known, top: 2, bottom: 1, strength, state: 'active' as const },
    known,
    end: Number.POSITIVE_INFINITY,
  }))
  return {
    ...readSeries(walk({ seed: 1, count: 20 })),
    seenBetween: (from, to) => findings.filter(({ known }) => known >= from && known <= to),
  }
}

test.each<readonly [string, readonly Seen[], string | undefined]>([
  [
    'the stronger of two patterns',
    [
      ['cdl_engulfing', 'up', 19, 0.4],
      ['cdl_harami', 'down', 19, 0.5],
    ],
    'cdl_harami',
  ],
  [
    'the newer of two patterns',
    [
      ['cdl_harami', 'down', 16, 0.5],
      ['cdl_engulfing', 'up', 19, 0.5],
    ],
    'cdl_engulfing',
  ],
  [
    'a break of structure before a pattern',
    [
      ['bos', 'up', 19, 0.4],
      ['cdl_harami', 'down', 19, 0.9],
    ],
    'bos',
  ],
  [
    'what points somewhere before what does not',
    [
      ['cdl_doji', 'none', 19, 1],
      ['cdl_harami', 'down', 17, 0.1],
    ],
    'cdl_harami',
  ],
  [
    'nothing where only swings and levels were seen',
    [
      ['swing-high', 'down', 19, 1],
      ['support', 'up', 19, 1],
    ],
    undefined,
  ],
  ['nothing that is older than five candles', [['choch', 'up', 14, 1]], undefined],
  ['nothing that came later', [['choch', 'up', 20, 1]], undefined],
])('%s tells most', (_, seen, expected) => {
  expect(tellingFinding(seeing(...seen), 19)?.kind).toBe(expected)
})
