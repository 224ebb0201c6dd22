import type { FindingKind } from '../analysis/finding.ts'

const KIND_WORDS: Readonly<Record<string, string>> = { fvg: 'fair value gap', bos: 'break of structure', choch: 'change of character' }

/** How a finding is called: "engulfing", "fair value gap". */
export function kindWords(kind: FindingKind): string {
  return KIND_WORDS[kind] ?? kind.replace(/^cdl_/, '').replaceAll(/[_-]/g, ' ')
}
