import type { FormulaVocabulary } from './formula-vocabulary.ts'
import type { Operand } from './operand.ts'
import type { TokenCursor } from './token-cursor.ts'

/** One formula while it is read: how far, with which words, and how a whole part in brackets is read. */
export interface FormulaReading {
  readonly cursor: TokenCursor
  readonly vocabulary: FormulaVocabulary
  /** Anything, from `or` down to a number. */
  readonly whole: () => Operand
}
