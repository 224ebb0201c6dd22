import { fields } from '../basics/reply.ts'
import { showPercent, showPrice, showTime } from '../basics/show.ts'
import type { Market, Ticker } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'
import type { CardFace } from '../notify/card-shower.ts'
import { changeOf, sourceWords, toneOf, venueWords } from './source-words.ts'

/** What live cards of these markets show now; a market without a price is left out. Throws a `Refusal` when nobody answers. */
export async function cardFaces(service: MarketService, marketIds: readonly string[]): Promise<ReadonlyMap<string, CardFace>> {
  const known = new Map((await service.markets()).map((market) => [market.id, market]))
  const markets = await Promise.all(marketIds.map(async (id) => known.get(id) ?? service.find(id).catch(() => undefined)))
  const found = markets.filter((market) => market !== undefined)
  const tickers = new Map((found.length === 0 ? [] : await service.tickers(found)).map((ticker) => [ticker.marketId, ticker]))
  return new Map(
    found.flatMap((market) => {
      const ticker = tickers.get(market.id)
      return ticker === undefined ? [] : [[market.id, faceOf(service, market, ticker)] as const]
    }),
  )
}

const POSITION = 'position:'

/** What a card of a position is about. */
export function positionSubject(positionId: string): string {
  return `${POSITION}${positionId}`
}

/** The id of the position that a card is about; undefined where it is about a market. */
export function positionOf(subjectId: string): string | undefined {
  return subjectId.startsWith(POSITION) ? subjectId.slice(POSITION.length) : undefined
}

export function subjectWords(subjectId: string): string {
  return positionOf(subjectId) === undefined ? subjectId : 'a position'
}

function faceOf(service: MarketService, market: Market, ticker: Ticker): CardFace {
  const { last, at, dayOpen, dayHigh, dayLow } = ticker
  const shown = showPrice(last, market.tick)
  const change = changeOf(last, dayOpen)
  return {
    mark: shown,
    reply: {
      title: `${market.symbol} ${shown} ${market.quote}`,
      tone: toneOf(change),
      blocks: [
        fields({
          'Past 24 hours': change === undefined ? 'unknown' : showPercent(change),
          ...(dayHigh && dayLow ? { 'Range 24 h': `${showPrice(dayLow, market.tick)} to ${showPrice(dayHigh, market.tick)}` } : {}),
          'Price of': showTime(at),
          Venue: venueWords(market, ticker),
          Source: sourceWords(service, 'UTC'),
        }),
      ],
    },
  }
}
