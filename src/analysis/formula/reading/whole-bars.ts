import { LOOK_BACK_BARS_MAX } from '../formula-limits.ts'
import { readNumber } from './number-literal.ts'
import type { TokenCursor } from './token-cursor.ts'

interface WholeBars {
  readonly least: number
  readonly what: string
  readonly example: string
}

/** Takes a plain whole number of bars, at most as many as a formula may look back. */
export function wholeBars(cursor: TokenCursor, { least, what, example }: WholeBars): number {
  const { kind, text } = cursor.peek()
  const bars = kind === 'number' ? readNumber(text, false) : undefined
  if (bars === undefined || !Number.isInteger(bars) || bars < least || bars > LOOK_BACK_BARS_MAX)
    throw cursor.expected(what, `For example: ${example}`)
  cursor.take()
  return bars
}
