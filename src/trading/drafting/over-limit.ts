import { Refusal } from '../../basics/refusal.ts'
import type { Ticket } from '../trading.ts'

/** An order is larger than a limit, or the money there is, lets pass; `instead` are those that would pass, the likeliest first. */
export class OverLimit extends Refusal {
  readonly instead: readonly Ticket[]

  constructor(message: string, { hint, instead }: { readonly hint: string; readonly instead: readonly Ticket[] }) {
    super('over-limit', message, { hint })
    this.instead = instead
  }
}
