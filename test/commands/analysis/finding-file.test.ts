import { expect, it } from 'vitest'
import { PATTERNS_VERSION } from '../../../src/analysis/finding.ts'
import { findingFile } from '../../../src/commands/analysis/finding-file.ts'
import { someFinding } from './some-finding.ts'

it('has all that was found, with prices in plain digits', () => {
  const tiny = someFinding({ kind: 'bos', direction: 'down', top: 1.2e-7, bottom: 1.2e-7, state: 'expired', endedAt: Date.UTC(2024, 0, 2) })
  const { name, bytes } = findingFile({ base: 'BTC', quote: 'USDT' }, '1h', [someFinding(), tiny])
  expect(name).toBe('patterns_BTC_USDT_1h.csv')
  expect(new TextDecoder().decode(bytes).trimEnd().split('\r\n')).toEqual([
    'kind,direction,first_ms,last_ms,top,bottom,strength,state,ended_ms,version',
    `fvg,up,1704067200000,1704074400000,102,100,0.5000,active,,${PATTERNS_VERSION}`,
    `bos,down,1704067200000,1704074400000,0.00000012,0.00000012,0.5000,expired,1704153600000,${PATTERNS_VERSION}`,
  ])
})
