import { z } from 'zod'
import { type Block, table, text } from '../../basics/reply.ts'
import { showPercent, showPrice } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { findMovers, type Mover } from '../../market/movers.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { elsewhereWords } from '../price-table.ts'
import { command } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'

const SHOWN_USUAL = 5
const SHOWN_MAX = 20

export const movers = command({
  name: 'movers',
  summary: 'Show what rose and fell most in 24 hours',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  cost: 3,
  input: z.strictObject({
    which: option(z.enum(['both', 'gainers', 'losers']).default('both'), {
      about: 'Only those that rose, or only those that fell',
      anywhere: true,
    }),
    count: option(z.int().min(1).max(SHOWN_MAX).default(SHOWN_USUAL), { about: `How many of each, at most ${SHOWN_MAX}` }),
    csv,
  }),
  examples: ['/movers', '/movers gainers 10', '/movers csv'],

  async run({ which, count, csv: wantsFile }, context) {
    const { market } = context.services
    const { gainers, losers, compared } = await findMovers(market, count, context.signal)
    const { zone } = await lookOf(context)
    const shown = { gainers: which === 'losers' ? [] : gainers, losers: which === 'gainers' ? [] : losers }
    const all = [...shown.gainers, ...shown.losers]
    const elsewhere = elsewhereWords(all.map(({ ticker }) => ticker))
    const age =
      all.length === 0 ? '' : `The oldest of these prices is ${ageWords(market, Math.min(...all.map(({ ticker }) => ticker.at)))} old. `
    const file = csvFile('movers.csv', ['market', 'last', 'change_24h'], all.map(cellsOf))
    return {
      title: 'Movers of 24 hours',
      blocks: [
        ...(which === 'losers' ? [] : listOf('Up', shown.gainers)),
        ...(which === 'gainers' ? [] : listOf('Down', shown.losers)),
        text(
          `${age}Compared: ${compared} ${compared === 1 ? 'coin' : 'coins'} with some turnover, in dollars or stablecoins. Source: ${sourceWords(market, zone)}.${elsewhere}${midnightWords(all)}`,
        ),
        ...(wantsFile ? [file] : []),
      ],
      buttons: [{ kind: 'run', label: 'Refresh', command: 'movers', input: { which, count }, replaces: true }],
    }
  },
})

function listOf(title: string, movers: readonly Mover[]): readonly Block[] {
  if (movers.length === 0) return [text(`${title}: none.`)]
  return [
    table(
      [
        { title, align: 'left' },
        { title: 'Price', align: 'right' },
        { title: '24 h', align: 'right' },
      ],
      movers.map(({ market, ticker, change, sinceMidnight }) => [
        `${market.base}${ticker.answeredBy === undefined ? '' : '*'}${sinceMidnight ? '°' : ''}`,
        showPrice(ticker.last, market.tick),
        showPercent(change),
      ]),
    ),
  ]
}

/** The foot note of changes that are not of 24 hours; empty where there are none. */
function midnightWords(movers: readonly Mover[]): string {
  const venues = new Set(movers.flatMap(({ market, ticker, sinceMidnight }) => (sinceMidnight ? (ticker.answeredBy ?? market.venue) : [])))
  return venues.size === 0 ? '' : ` ° is the change since midnight UTC: ${[...venues].join(' and ')} tells no price of 24 hours before.`
}

function cellsOf({ market, ticker, change, sinceMidnight }: Mover): readonly string[] {
  const cell = String(change)
  return [market.id, ticker.last.toFixed(), ...(sinceMidnight ? ['', cell] : [cell, ''])]
}
