import { z } from 'zod'
import { Decimal } from '../../basics/money.ts'
import { type Reply, table, text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import { sumOf } from '../../trading/portfolio/valuation.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { cellWords, gainTone, gainWords, moneyWords, withoutUnit } from '../portfolio-words.ts'
import { command, type Services } from '../services.ts'
import { sourceWords } from '../source-words.ts'

const NOTHING = new Decimal(0)

export const holdingsShow = command({
  name: 'holdings show',
  summary: 'Show what you hold elsewhere and what it is worth',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ csv }),
  examples: ['/holdings', '/holdings show csv'],

  run: ({ csv: wantsFile }, context) => holdingsReply(undefined, context, wantsFile),
})

/** The list of holdings, which is also the answer to a change of them. */
export async function holdingsReply(title: string | undefined, context: Context<Services>, wantsFile = false): Promise<Reply> {
  const { outside, market } = context.services
  const { zone, currency } = await lookOf(context)
  const holdings = await outside.list(context.account.id, currency)
  if (holdings.length === 0)
    return {
      title: title ?? 'Nothing is noted yet',
      blocks: [text('Tell me what you hold elsewhere, without any keys: /holdings set BTC 0.5 cost 20000')],
    }
  const unpriced = holdings.filter(({ value }) => value === undefined)
  const total = sumOf(holdings.map(({ value }) => value ?? NOTHING))
  return {
    title: title ?? `Held elsewhere: ${unpriced.length > 0 ? 'at least ' : ''}${moneyWords(total, currency)}`,
    tone: gainTone(sumOf(holdings.map(({ profit }) => profit ?? NOTHING))),
    blocks: [
      table(
        [
          { title: 'Held', align: 'left' },
          { title: currency, align: 'right' },
          { title: 'Profit', align: 'right' },
        ],
        holdings.map(({ asset, quantity, value, profit }) => [
          cellWords(quantity, asset),
          value === undefined ? 'no price' : withoutUnit(moneyWords(value, currency)),
          profit === undefined ? '' : withoutUnit(gainWords(profit, currency)),
        ]),
      ),
      text(
        `${unpriced.length > 0 ? `PARTIAL: there is no price of ${unpriced.map(({ asset }) => asset).join(', ')}. ` : ''}As you told me. Source of prices: ${sourceWords(market, zone)}.`,
      ),
      ...(wantsFile
        ? [
            csvFile(
              'holdings.csv',
              ['asset', 'quantity', 'cost_usdt', 'value', 'currency'],
              holdings.map(({ asset, quantity, cost, value }) => [
                asset,
                quantity.toFixed(),
                cost?.toFixed() ?? '',
                value?.toFixed() ?? '',
                currency,
              ]),
            ),
          ]
        : []),
    ],
  }
}
