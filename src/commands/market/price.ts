import { z } from 'zod'
import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { type Button, fields, type Reply, text } from '../../basics/reply.ts'
import { showCompact, showPercent, showPrice } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { Market, Ticker } from '../../market/market-ports.ts'
import type { ComputedPrice, MarketService } from '../../market/market-service.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { pricePair } from '../dollars.ts'
import { csv, expressionText } from '../inputs.ts'
import { isArithmetic, priceExpressions } from '../price-expression.ts'
import { elsewhereWords, type PriceRow, priceTable } from '../price-table.ts'
import { command } from '../services.ts'
import { ageWords, changeOf, sourceWords, toneOf, venueWords } from '../source-words.ts'

const MARKETS_TYPED_MAX = 40

/** A price as it was asked for: of a market, or computed from several. */
type Found = ({ readonly market: Market } | { readonly asked: string; readonly computed: ComputedPrice }) & {
  readonly note: string | undefined
}

const PAIR = /^([^-+*/()]+)\/([^-+*/()]+)$/

export const price = command({
  name: 'price',
  aliases: ['p'],
  summary: 'Show the latest price of one market or several',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  input: z.strictObject({
    markets: option(z.array(expressionText).min(1).max(MARKETS_TYPED_MAX), {
      about: 'Markets such as BTC or ETH/BTC, a coin and a currency, or arithmetic such as (btc+eth)/2',
    }),
    csv,
  }),
  examples: ['/price BTC', '/price ETH USDT', '/price btc eth', '/price eth/btc', '/price (btc+eth)/2', '/price btc eth/btc csv'],
  suggest: { markets: (typed, { services: { market } }) => market.like(typed) },

  async run({ markets, csv: wantsFile }, context) {
    const { market: service } = context.services
    const expressions = priceExpressions(markets)
    const found = await Promise.all(expressions.map((expression) => find(service, expression, context.signal)))
    const listed = found.flatMap((each) => ('market' in each ? [each.market] : []))
    const tickers = new Map((await service.tickers(listed, context.signal)).map((ticker) => [ticker.marketId, ticker]))
    const { zone } = await lookOf(context)
    const [only] = found.length === 1 ? found : []
    const reply = only === undefined ? replyOfMany(service, found, tickers) : replyOf(service, only, tickers)
    const notes = [...new Set(found.flatMap(({ note }) => note ?? []))]
    return {
      ...reply,
      blocks: [
        ...reply.blocks,
        ...(notes.length === 0 ? [] : [text(notes.join('\n'))]),
        fields({ Source: sourceWords(service, zone) }),
        ...(wantsFile
          ? [
              csvFile(
                'prices.csv',
                ['market', 'price', 'unit', 'timestamp_ms'],
                found.map((each) => cellsOf(each, tickers)),
              ),
            ]
          : []),
      ],
      buttons: buttonsFor(expressions, only),
    }
  },
})

async function find(service: MarketService, expression: string, signal: AbortSignal): Promise<Found> {
  if (!isArithmetic(expression)) return { market: await service.find(expression, signal), note: undefined }
  const [, from, to] = PAIR.exec(expression) ?? []
  const { computed, note } =
    from === undefined || to === undefined
      ? { computed: await service.evaluate(expression, signal), note: undefined }
      : await pricePair(service, { from, to }, signal)
  return computed.listed === undefined ? { asked: expression, computed, note } : { market: computed.listed, note }
}

type Tickers = ReadonlyMap<string, Ticker>

function replyOf(service: MarketService, found: Found, tickers: Tickers): Reply {
  if ('computed' in found) return replyOfComputed(service, found.asked, found.computed)
  const { market } = found
  const ticker = tickers.get(market.id)
  if (ticker === undefined)
    throw new Refusal('unavailable', `There is no price of ${market.symbol} at ${market.venue} right now.`, {
      hint: 'Please try again in a moment.',
    })
  const { last, at, bid, ask, dayOpen, dayHigh, dayLow, quoteVolume } = ticker
  const shown = (value: Decimal): string => showPrice(value, market.tick)
  const change = changeOf(last, dayOpen)
  return {
    title: `${market.symbol} ${shown(last)} ${market.quote}`,
    tone: toneOf(change),
    blocks: [
      fields({
        ...changeField(market, ticker),
        ...(dayHigh && dayLow ? { 'Range 24 h': `${shown(dayLow)} to ${shown(dayHigh)} ${market.quote}` } : {}),
        ...(bid && ask ? { 'Bid and ask': `${shown(bid)} and ${shown(ask)}`, Spread: spreadWords(bid, ask, market) } : {}),
        ...(quoteVolume ? { 'Volume 24 h': `${showCompact(quoteVolume)} ${market.quote}` } : {}),
        Age: ageWords(service, at),
        Venue: venueWords(market, ticker),
      }),
    ],
  }
}

/** The change over 24 hours; a venue that does not tell it may tell the opening of the day. */
function changeField(market: Market, { last, dayOpen, midnightOpen }: Ticker): Readonly<Record<string, string>> {
  const before = dayOpen ?? midnightOpen
  const change = changeOf(last, before)
  if (before === undefined || change === undefined) return { 'Past 24 hours': 'unknown' }
  return {
    [dayOpen === undefined ? 'Since midnight UTC' : 'Past 24 hours']: `${showPercent(change)} (${signed(last.minus(before), market)})`,
  }
}

function replyOfComputed(service: MarketService, asked: string, { price, unit, at, markets }: ComputedPrice): Reply {
  return {
    title: `${asked} = ${showPrice(price)} ${unit}`.trim(),
    blocks: markets.length === 0 ? [] : [fields({ From: markets.map(({ id }) => id).join(', '), Age: ageWords(service, at) })],
  }
}

function replyOfMany(service: MarketService, found: readonly Found[], tickers: Tickers): Reply {
  const quotes = new Set(found.map((each) => ('market' in each ? each.market.quote : each.computed.unit)))
  const [quote] = quotes.size === 1 ? quotes : []
  const rows = found.map((each) => rowOf(each, tickers, quote !== undefined))
  const ages = [...tickers.values()].map(({ at }) => at).concat(found.flatMap((each) => ('computed' in each ? [each.computed.at] : [])))
  return {
    title: quote === undefined ? 'Prices' : `Prices in ${quote}`,
    blocks: [
      priceTable(rows),
      text(
        ages.length === 0
          ? 'No venue gave a price.'
          : `The oldest of these prices is ${ageWords(service, Math.min(...ages))} old.${elsewhereWords(rows)}`,
      ),
    ],
  }
}

function rowOf(found: Found, tickers: Tickers, sameQuote: boolean): PriceRow {
  if ('computed' in found) return { name: found.asked, price: found.computed.price }
  const { id, base, symbol, tick } = found.market
  const ticker = tickers.get(id)
  return { name: sameQuote ? base : symbol, price: ticker?.last, dayOpen: ticker?.dayOpen, answeredBy: ticker?.answeredBy, tick }
}

function cellsOf(found: Found, tickers: Tickers): readonly string[] {
  if ('computed' in found) return [found.asked, found.computed.price.toFixed(), found.computed.unit, String(found.computed.at)]
  const { id, quote } = found.market
  const ticker = tickers.get(id)
  return ticker === undefined ? [id, '', quote, ''] : [id, ticker.last.toFixed(), quote, String(ticker.at)]
}

function buttonsFor(expressions: readonly string[], only: Found | undefined): readonly Button[] {
  const refresh: Button = { kind: 'run', label: 'Refresh', command: 'price', input: { markets: expressions }, replaces: true }
  if (only === undefined || !('market' in only)) return [refresh]
  return [refresh, { kind: 'run', label: 'Chart', command: 'chart', input: { market: only.market.id } }]
}

function signed(difference: Decimal, { tick, quote }: Market): string {
  return `${difference.isPositive() && !difference.isZero() ? '+' : ''}${showPrice(difference, tick)} ${quote}`
}

function spreadWords(bid: Decimal, ask: Decimal, { tick, quote }: Market): string {
  const spread = ask.minus(bid)
  const share = spread.div(ask.plus(bid).div(2)).times(100)
  return `${showPrice(spread, tick)} ${quote} (${share.toFixed(3)}%)`
}
