import { FORMULA_FUNCTIONS } from '../../analysis/formula/formula-functions.ts'
import type { Formula } from '../../analysis/formula/formula-node.ts'
import { readCondition, readFormula } from '../../analysis/formula/read-formula.ts'
import { readTimeframe, TIMEFRAME_WORD, type Timeframe } from '../../basics/timeframe.ts'

/** After these a formula goes on, so a word such as 5m belongs to it. */
const GOES_ON = /(?:[<>=!+\-*/^@(,:[]|\b(?:and|or|not|above|below|crosses|for))$/i

interface FormulaLine {
  readonly formula: string
  readonly timeframe: Timeframe | undefined
}

/** Tells a formula from the timeframe behind it: in `rsi < 30 4h` that is 4h, in `volume > 5m` there is none. */
export function splitFormulaLine(words: readonly string[]): FormulaLine {
  const line = words.join(' ').trim()
  const [, before = '', word = ''] = /^(.*\S)\s+(\S+)$/s.exec(line) ?? []
  const timeframe = TIMEFRAME_WORD.test(word) && !GOES_ON.test(before) ? readTimeframe(word) : undefined
  return { formula: timeframe === undefined ? line : before, timeframe }
}

/** Reads a formula that may be a condition or a number. An event alone, such as bos(), asks whether it happened. */
export function readAnyFormula(text: string): Formula {
  const formula = readFormula(text)
  const { root } = formula
  const isEvent = root.kind === 'call' && FORMULA_FUNCTIONS.get(root.name)?.gives === 'event'
  return isEvent ? readCondition(text) : formula
}
