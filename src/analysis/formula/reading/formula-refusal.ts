import { Refusal } from '../../../basics/refusal.ts'

export const FORMULA_EXAMPLE = 'For example: rsi(14) < 30 and close > ema(200)'
const LETTERS_BEFORE_MAX = 24
const LETTERS_AFTER_MAX = 24

/** A place in what somebody wrote, counted from 0. */
export interface Place {
  readonly text: string
  readonly at: number
}

/** A "no" about a formula that quotes the place: "… rsi(14) < ▸und close". */
export function refuseAt(place: Place | undefined, message: string, hint: string = FORMULA_EXAMPLE): Refusal {
  const quoted = place === undefined ? '' : ` Here: ${excerptOf(place)}`
  return new Refusal('bad-input', `${message}${quoted}`, { hint })
}

function excerptOf({ text, at }: Place): string {
  const from = at - LETTERS_BEFORE_MAX
  const to = at + LETTERS_AFTER_MAX
  const before = tidy(text.slice(Math.max(0, from), at))
  const after = tidy(text.slice(at, to))
  return `${from > 0 ? '…' : ''}${before}▸${after}${to < text.length ? '…' : ''}`
}

/** On one line, and without halves of letters that the cut left. */
function tidy(text: string): string {
  return text.replace(/\s/g, ' ').replace(/\p{C}/gu, '')
}
