import { z } from 'zod'
import { correlationOf } from '../../analysis/correlation.ts'
import { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { fields, text } from '../../basics/reply.ts'
import { showAmount, showPrice } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { MarketService } from '../../market/market-service.ts'
import { lossToday } from '../../risk/locks.ts'
import type { RiskLimits } from '../../risk/risk-ports.ts'
import { shareWords } from '../../risk/risk-words.ts'
import type { Draft } from '../../trading/trading.ts'
import { moneyWords, titled } from '../portfolio-words.ts'
import { brokenRules } from '../risk-cards.ts'
import { command } from '../services.ts'
import { orderMarket, orderOptions } from '../trading/order-options.ts'
import { ticketOf } from '../trading/said-ticket.ts'
import { symbolOf } from '../trading/trade-words.ts'

/** A week of hours. */
const CORRELATION_CANDLES = 168
const CORRELATIONS_MAX = 5

export const riskWhatif = command({
  name: 'risk whatif',
  aliases: ['whatif'],
  summary: 'Show how you would stand after an order, without placing it',
  group: 'risk',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  cost: 3,
  input: z.strictObject({
    side: option(z.enum(['buy', 'sell']), { about: 'Which way: buy or sell' }),
    market: orderMarket,
    ...orderOptions,
  }),
  examples: ['/whatif buy 1 btc', '/whatif buy eth $500 sl 3%'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ side, market: name, ...said }, { account, services, signal }) {
    const { trading, risk, market } = services
    const { id: marketId, base } = await market.find(name, signal)
    const draft = await trading.preview(account.id, ticketOf(said, { side, marketId }))
    const limits = await risk.limits(account.id)
    const others = draft.standing.openMarkets.filter((each) => each !== marketId).slice(0, CORRELATIONS_MAX)
    return {
      title: titled(`What if: ${side} ${showAmount(draft.quantity, base)}`, services),
      tone: draft.verdict.allowed ? 'neutral' : 'bad',
      blocks: [
        fields({
          ...orderFields(draft),
          ...riskFields(draft, limits),
          Liquidation: 'none: this is spot, and nothing is borrowed',
          Correlation: await correlationWords(market, { marketId, others, signal }),
        }),
        ...brokenRules(draft.verdict.rulings),
        text(draft.verdict.allowed ? 'The gate would let it pass. Nothing was placed.' : 'The gate would refuse it. Nothing was placed.'),
      ],
    }
  },
})

function orderFields({ market, entry, cost, fee, stop, ticket }: Draft): Readonly<Record<string, string>> {
  return {
    [ticket.side === 'buy' ? 'Cost' : 'Brings']: `about ${moneyWords(cost, market.quote)}, fee ${moneyWords(fee, market.quote)}`,
    Entry: `about ${showPrice(entry, market.tick)} ${market.quote}`,
    ...(ticket.side === 'buy' && { Stop: stop === undefined ? 'none' : `${showPrice(stop, market.tick)} ${market.quote}` }),
  }
}

function riskFields(
  { exposureAfter, risk, riskShare, standing, book: { asset } }: Draft,
  limits: RiskLimits,
): Readonly<Record<string, string>> {
  const { equity, exposure, dayStart, atRisk } = standing
  const before = equity.gt(0) ? exposure.div(equity) : new Decimal(0)
  const room = dayStart.times(limits.dailyLossMax).minus(lossToday(standing)).minus(atRisk)
  return {
    Exposure: `${shareWords(before)} of equity, ${shareWords(exposureAfter)} after it; the limit is ${shareWords(limits.exposureMax)}`,
    Risk: `${moneyWords(risk, asset)}, ${shareWords(riskShare)} of equity; the limit is ${shareWords(limits.tradeRiskMax)}`,
    'Daily loss room': `${moneyWords(room, asset)} with every stop hit, ${moneyWords(room.minus(risk), asset)} after it`,
  }
}

/** How much the market moves with each of those that are held. */
async function correlationWords(
  service: MarketService,
  { marketId, others, signal }: { readonly marketId: string; readonly others: readonly string[]; readonly signal: AbortSignal },
): Promise<string> {
  if (others.length === 0) return 'nothing else is held'
  const hours = async (id: string) => {
    const market = await service.find(id, signal)
    return (await service.candles({ market, timeframe: '1h', limit: CORRELATION_CANDLES }, signal)).candles
  }
  const own = await hours(marketId).catch(unknownWhenRefused)
  const words = await Promise.all(
    others.map(async (other) => {
      const theirs = await hours(other).catch(unknownWhenRefused)
      const correlation = own === undefined || theirs === undefined ? undefined : correlationOf(own, theirs)
      return `${symbolOf(other)} ${correlation === undefined ? 'unknown' : correlation.toFixed(2)}`
    }),
  )
  return `${words.join(', ')} (hours of a week; 1 moves alike, -1 against)`
}

/** A market without candles is no reason to answer nothing. */
function unknownWhenRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}
