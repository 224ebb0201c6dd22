import { z } from 'zod'
import { type Reply, text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import type { Watched } from '../../market/watchlists.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { elsewhereWords, type PriceRow, priceTable } from '../price-table.ts'
import { command, type Services } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'

export const watchlistShow = command({
  name: 'watchlist show',
  summary: 'Show the markets that you follow',
  group: 'market',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  menu: true,
  input: z.strictObject({ csv }),
  examples: ['/watchlist', '/watchlist show csv'],

  run: ({ csv: wantsFile }, context) => watchlistReply('Your watchlist', context, wantsFile),
})

/** The list as it is now, under a title that says what happened to it. */
export async function watchlistReply(
  title: string,
  context: Pick<Context<Services>, 'account' | 'place' | 'services' | 'signal'>,
  wantsFile = false,
): Promise<Reply> {
  const { market, watchlists } = context.services
  const watched = await watchlists.list(context.account.id, market, context.signal)
  const file = wantsFile ? [csvFile('watchlist.csv', ['market', 'last', 'timestamp_ms'], watched.map(cellsOf))] : []
  if (watched.length === 0) return { title, blocks: [text('It is empty. Follow a market with /watchlist add BTC ETH.'), ...file] }
  const { zone } = await lookOf(context)
  const rows = watched.map(rowOf)
  const times = watched.flatMap(({ ticker }) => ticker?.at ?? [])
  const age = times.length === 0 ? 'No venue gave a price' : `The oldest of these prices is ${ageWords(market, Math.min(...times))} old`
  return {
    title,
    blocks: [priceTable(rows), text(`${age}. Source: ${sourceWords(market, zone)}.${elsewhereWords(rows)}`), ...file],
    buttons: [{ kind: 'run', label: 'Refresh', command: 'watchlist show', input: {}, replaces: true }],
  }
}

function rowOf({ marketId, market, ticker }: Watched): PriceRow {
  const { last: price, dayOpen, answeredBy } = ticker ?? {}
  return {
    name: market?.symbol ?? marketId.slice(marketId.indexOf(':') + 1),
    price,
    dayOpen,
    answeredBy,
    ...(market && { tick: market.tick }),
  }
}

function cellsOf({ marketId, ticker }: Watched): readonly string[] {
  return [marketId, ticker?.last.toFixed() ?? '', ticker === undefined ? '' : String(ticker.at)]
}
