import { Refusal } from '../../basics/refusal.ts'

/** Notes markets that refused to say anything, which the answer then names; any other failure is one of ours, and is thrown. */
export function leftOut(symbols: string[]): (error: unknown, market: { readonly symbol: string }) => void {
  return (error, { symbol }) => {
    if (!(error instanceof Refusal)) throw error
    symbols.push(symbol)
  }
}
