import { z } from 'zod'
import { fields } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { Market } from '../../market/market-ports.ts'
import type { MarketService } from '../../market/market-service.ts'
import { lookOf } from '../company.ts'
import { marketText } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

/** Some twenty years. */
const WEEKS_MAX = 1000

export const info = command({
  name: 'info',
  aliases: ['lookup'],
  summary: 'Tell what is known about a market',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({ market: option(marketText, { about: 'The market, such as BTC or ETH/BTC' }) }),
  examples: ['/info BTC'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name }, context) {
    const { market: service, keptCandles } = context.services
    const market = await service.find(name, context.signal)
    const { zone } = await lookOf(context)
    const first = service.kind === 'live' ? undefined : await firstWeek(service, market, context.signal)
    const kept = (await keptCandles.list()).filter(({ marketId }) => marketId === market.id)
    const { symbol, venue, base, quote, tick, lot, minimumCost, active, id } = market
    const day = (time: number): string => showTime(time).slice(0, 10)
    return {
      title: `${symbol} on ${venue}`,
      blocks: [
        fields({
          Name: id,
          'Price step': `${tick} ${quote}`,
          'Quantity step': `${lot} ${base}`,
          ...(minimumCost === undefined ? {} : { 'Least order': `${minimumCost} ${quote}` }),
          Traded: active ? 'yes' : 'no longer',
          ...(first === undefined ? {} : { 'Candles since': `the week of ${day(first)}` }),
          Timeframes: service.timeframes(market).join(' '),
          Source: sourceWords(service, zone),
        }),
        ...(kept.length === 0
          ? []
          : [
              fields(
                Object.fromEntries(
                  kept.map(({ timeframe, from, to, count }) => [`Kept ${timeframe}`, `${count} from ${day(from)} to ${day(to)}`]),
                ),
              ),
            ]),
      ],
      buttons: [
        { kind: 'run', label: 'Price', command: 'price', input: { markets: [id] } },
        { kind: 'run', label: 'Chart', command: 'chart', input: { market: id } },
      ],
      copies: [{ label: 'Copy the name', text: id }],
    }
  },
})

/** When the recorded past begins. Exchanges are not asked: some of them would need many requests for that. */
async function firstWeek(service: MarketService, market: Market, signal: AbortSignal): Promise<number | undefined> {
  const { candles } = await service.candles({ market, timeframe: '1w', limit: WEEKS_MAX, forming: true }, signal)
  return candles.time[0]
}
