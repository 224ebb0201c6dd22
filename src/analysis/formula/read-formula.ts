import { FORMULA_ALIASES, FORMULA_FUNCTIONS, FORMULA_LINES } from './formula-functions.ts'
import type { Formula, FormulaScope } from './formula-node.ts'
import { printNode, printScope } from './print-node.ts'
import type { FormulaReading } from './reading/formula-reading.ts'
import type { FormulaVocabulary } from './reading/formula-vocabulary.ts'
import { checkFrames } from './reading/frame-limit.ts'
import { conditionOf, type Operand } from './reading/operand.ts'
import { parseCondition } from './reading/parse-condition.ts'
import { parseScope } from './reading/parse-scope.ts'
import { cursorOf, type TokenCursor } from './reading/token-cursor.ts'
import { unexpected } from './reading/unexpected-token.ts'

const VOCABULARY: FormulaVocabulary = { functions: FORMULA_FUNCTIONS, aliases: FORMULA_ALIASES, lines: FORMULA_LINES }

/**
 * Reads "rsi < 30 and close > ema(200)". Letter case, spaces, line breaks and comments (from # to the end of a line) do not matter.
 * Refuses with the place, what was expected there, the nearest name and an example.
 */
export function readFormula(text: string, vocabulary: FormulaVocabulary = VOCABULARY): Formula {
  const read = parse(text, vocabulary)
  const formula = formulaOf(read, vocabulary)
  // What was left out is written in full now, so the canonical form has to keep the limits too.
  if (formula.text !== text) parse(formula.text, vocabulary)
  return formula
}

/** The same where a yes or no is needed, as in alerts and scans: an event such as bos() means `bos() != 0`, and a number is refused. */
export function readCondition(text: string, vocabulary: FormulaVocabulary = VOCABULARY): Formula {
  const read = parse(text, vocabulary)
  return readFormula(formulaOf({ ...read, operand: asCondition(read) }, vocabulary).text, vocabulary)
}

interface Read {
  readonly reading: FormulaReading
  readonly scope: FormulaScope | undefined
  readonly operand: Operand
}

/** A whole formula; one over several markets is always a yes or no. */
function parse(text: string, vocabulary: FormulaVocabulary): Read {
  const cursor: TokenCursor = cursorOf(text)
  const reading: FormulaReading = { cursor, vocabulary, whole: () => parseCondition(reading) }
  const scope = parseScope(cursor)
  const operand = parseCondition(reading)
  if (cursor.peek().kind !== 'end') throw unexpected(cursor)
  checkFrames(operand.node)
  const read = { reading, scope, operand }
  return scope === undefined ? read : { ...read, operand: asCondition(read) }
}

function asCondition({ reading, operand }: Read): Operand {
  return { node: conditionOf(operand, reading), gives: 'truth', at: operand.at }
}

function formulaOf({ scope, operand }: Read, { functions }: FormulaVocabulary): Formula {
  const root = operand.node
  return { text: printScope(scope) + printNode(root, functions), yields: operand.gives === 'truth' ? 'truth' : 'number', scope, root }
}
