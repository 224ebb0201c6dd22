import { z } from 'zod'
import { table, text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

const ROWS_SHOWN_MAX = 20
const SEARCH_CHARS_MAX = 30
const HEADER = ['market', 'venue', 'base', 'quote', 'tick', 'lot', 'minimum_cost', 'active']

export const markets = command({
  name: 'markets',
  summary: 'List the markets there are',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({
    search: option(z.string().trim().max(SEARCH_CHARS_MAX).default(''), { about: 'Part of a name, such as ETH or /BTC' }),
    csv,
  }),
  examples: ['/markets', '/markets eth', '/markets /BTC csv'],

  async run({ search, csv: wantsFile }, context) {
    const { market: service } = context.services
    const { zone } = await lookOf(context)
    const wanted = search.toUpperCase()
    const found = (await service.markets(context.signal)).filter(({ id, active }) => active && id.toUpperCase().includes(wanted))
    const more = found.length - ROWS_SHOWN_MAX
    const rest = more > 0 ? ` ${more} more are not shown: search for a name, or say csv.` : ''
    const none = found.length === 0 ? ' Try a coin such as BTC.' : ''
    return {
      title: `${found.length} ${found.length === 1 ? 'market' : 'markets'}${search === '' ? '' : ` with ${search}`}`,
      blocks: [
        ...(found.length === 0
          ? []
          : [
              table(
                [
                  { title: 'Market', align: 'left' },
                  { title: 'Venue', align: 'left' },
                ],
                found.slice(0, ROWS_SHOWN_MAX).map(({ symbol, venue }) => [symbol, venue]),
              ),
            ]),
        text(`Source: ${sourceWords(service, zone)}.${rest}${none}`),
        ...(wantsFile
          ? [
              csvFile(
                'markets.csv',
                HEADER,
                found.map(({ id, venue, base, quote, tick, lot, minimumCost, active }) => [
                  id,
                  venue,
                  base,
                  quote,
                  tick,
                  lot,
                  minimumCost ?? '',
                  String(active),
                ]),
              ),
            ]
          : []),
      ],
    }
  },
})
