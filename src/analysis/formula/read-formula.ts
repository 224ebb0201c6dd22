import { Refusal } from '../../basics/refusal.ts'
import type { Formula } from './formula-node.ts'

/**
 * Reads "rsi < 30 and close > ema(200)". Letter case, spaces, line breaks and comments (from # to the end of a line) do not matter.
 * Refuses with the place, what was expected there, the nearest name and an example.
 */
export function readFormula(text: string): Formula {
  throw new Refusal('bad-input', `I cannot read ${text} yet.`)
}

/** The same where a yes or no is needed, as in alerts: an event such as bos() means `bos() != 0`, and a number is refused. */
export function readCondition(text: string): Formula {
  return readFormula(text)
}
