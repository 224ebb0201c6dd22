import { Refusal } from '../../basics/refusal.ts'
import type { Ticket } from '../trading.ts'

/** An order is larger than a limit, or the money there is, lets pass; `instead` is one that would pass, if any would. */
export class OverLimit extends Refusal {
  readonly instead: Ticket | undefined

  constructor(message: string, { hint, instead }: { readonly hint: string; readonly instead: Ticket | undefined }) {
    super('over-limit', message, { hint })
    this.instead = instead
  }
}
