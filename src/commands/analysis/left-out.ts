import { Refusal } from '../../basics/refusal.ts'
import { type Block, text } from '../../basics/reply.ts'

/** Says that some of so many fields could not be looked at while somebody waits; nothing where all were. */
export function leftForLater(left: number, of: number): readonly Block[] {
  if (left === 0) return []
  return [text(`${left} of ${of} fields are not looked at yet; ask again in a minute.`)]
}

/** Notes markets that refused to say anything, which the answer then names; any other failure is one of ours, and is thrown. */
export function leftOut(symbols: string[]): (error: unknown, market: { readonly symbol: string }) => void {
  return (error, { symbol }) => {
    if (!(error instanceof Refusal)) throw error
    symbols.push(symbol)
  }
}
