import type { Cell } from '../../signals/signal-ports.ts'
import { shortName } from './finding-words.ts'

/** "+62", "-8", "0". */
export function biasWords(bias: number): string {
  return bias === 0 ? '0' : `${bias > 0 ? '+' : '-'}${Math.abs(bias)}`
}

/** The finding of a cell in as few letters as a field of the matrix has room for: "Engulfing ↑". */
export function seenWords(finding: Cell['finding']): string {
  return finding === undefined ? '' : shortName(finding)
}
