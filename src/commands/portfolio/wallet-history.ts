import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { LedgerEntry } from '../../trading/book-ports.ts'
import { fromMinor } from '../../trading/ledger/minor-units.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { moneyWords } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { REQUEST_WORDS } from '../wallet-cards.ts'

export const walletHistory = command({
  name: 'wallet history',
  summary: 'Show what was paid in and out, and what waits for an admin',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({
    all: option(z.boolean().default(false), { about: 'For admins: the requests of everybody that are not over' }),
    csv,
  }),
  examples: ['/wallet history', '/wallet history csv'],

  async run({ all, csv: wantsFile }, { account, place, services }) {
    const { wallet, portfolio } = services
    const { zone } = await lookOf({ account, place, services })
    const isForAll = all && account.role === 'admin'
    const [requests, moves] = await Promise.all([
      wallet.requests(isForAll ? 'open' : { userId: account.id }),
      isForAll ? [] : portfolio.moves(account.id),
    ])
    const rows = [
      ...requests.map(({ code, kind, amount, state, createdAt }) => ({
        at: createdAt,
        what: kind,
        amount: amount.toFixed(),
        how: `${state}, ${code}`,
      })),
      ...moves.map((entry) => ({
        at: entry.at,
        what: entry.kind === 'deposit' ? ('deposit' as const) : ('withdrawal' as const),
        amount: movedWords(entry),
        how: 'done',
      })),
    ]
    if (rows.length === 0) return { title: 'Nothing waits', blocks: [text('No deposit or withdrawal is to be decided on.')] }
    return {
      title: isForAll ? 'What waits for an admin' : 'Paid in and out',
      blocks: [
        {
          kind: 'fields',
          fields: rows.map(({ at, what, amount, how }) => ({
            label: at === 0 ? 'At the start' : showTime(at, zone),
            value: `${REQUEST_WORDS[what]} of ${amount}, ${how}`,
          })),
        },
        ...(wantsFile
          ? [
              csvFile(
                'wallet-history.csv',
                ['at_ms', 'kind', 'amount', 'state'],
                rows.map(({ at, what, amount, how }) => [String(at), what, amount, how]),
              ),
            ]
          : []),
      ],
    }
  },
})

function movedWords({ legs }: LedgerEntry): string {
  const leg = legs.find(({ account }) => account === 'available')
  return leg === undefined ? '' : moneyWords(fromMinor(leg.amount).abs(), leg.asset)
}
