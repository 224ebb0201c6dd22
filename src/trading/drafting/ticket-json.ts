import { z } from 'zod'
import { Decimal } from '../../basics/money.ts'
import type { Ticket } from '../trading.ts'

/** Numbers that were worked out may have as many digits as `Decimal` keeps. */
const WRITTEN = /^-?\d{1,80}(?:\.\d{1,160})?$/

/** A decimal as text, so that JSON does not round it. */
const number = z.codec(
  z.string().regex(WRITTEN),
  z.custom<Decimal>((value) => Decimal.isDecimal(value)),
  {
    decode: (digits) => new Decimal(digits),
    encode: (value) => value.toFixed(),
  },
)
const level = z.union([z.strictObject({ price: number }), z.strictObject({ away: number })])
const size = z.union([
  z.strictObject({ kind: z.enum(['base', 'money']), amount: number }),
  z.strictObject({ kind: z.enum(['share', 'risk']), share: number }),
  z.strictObject({ kind: z.literal('max') }),
])
const span = z.number().int().positive()

const ticket = z.strictObject({
  side: z.enum(['buy', 'sell']),
  marketId: z.string(),
  size,
  at: z.exactOptional(z.strictObject({ from: level, to: z.exactOptional(level), count: z.exactOptional(z.number().int()) })),
  trigger: z.exactOptional(level),
  grid: z.exactOptional(z.boolean()),
  stop: z.exactOptional(z.union([level, z.literal('none')])),
  targets: z.union([z.array(z.strictObject({ level, share: z.exactOptional(number) })), z.literal('none')]),
  trail: z.exactOptional(number),
  breakEven: z.exactOptional(number),
  keepMs: z.exactOptional(span),
  restMs: z.exactOptional(span),
  postOnly: z.exactOptional(z.boolean()),
  reduceOnly: z.exactOptional(z.boolean()),
  tag: z.exactOptional(z.string()),
  owner: z.exactOptional(z.string()),
})

const tickets = z.strictObject({ said: ticket, pinned: ticket })

/** A ticket as it was said, and with its numbers as they were shown. */
export interface Tickets {
  readonly said: Ticket
  readonly pinned: Ticket
}

/** Both as JSON, for the question they wait behind. */
export function ticketsJson({ said, pinned }: Tickets): z.input<typeof tickets> {
  return z.encode(tickets, { said: writable(said), pinned: writable(pinned) })
}

/** Reads what `ticketsJson` wrote; throws for anything else. */
export function readTickets(json: unknown): Tickets {
  return tickets.parse(json)
}

function writable({ targets, ...ticket }: Ticket): Parameters<typeof z.encode<typeof tickets>>[1]['said'] {
  return { ...ticket, targets: typeof targets === 'string' ? targets : [...targets] }
}
