import { z } from 'zod'
import { Decimal } from '../../basics/money.ts'
import { type Block, fields, table, text } from '../../basics/reply.ts'
import { showAge } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { PortfolioWorth } from '../../trading/portfolio/portfolio.ts'
import { sumOf } from '../../trading/portfolio/valuation.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { cellWords, gainOf, gainTone, gainWords, moneyWords, titled, withoutUnit } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'

const NOTHING = new Decimal(0)
const ROWS_SHOWN_MAX = 20
const HEADER = ['asset', 'available', 'reserved', 'amount', 'value', 'currency', 'price_at_ms']

export const balance = command({
  name: 'balance',
  aliases: ['portfolio', 'pf'],
  summary: 'Show what you own and what it is worth',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  menu: true,
  input: z.strictObject({ csv }),
  examples: ['/balance', '/portfolio csv'],

  async run({ csv: wantsFile }, context) {
    const { portfolio, outside, market } = context.services
    const { zone, currency } = await lookOf(context)
    const [worth, elsewhere] = await Promise.all([
      portfolio.worth(context.account.id, currency),
      outside.list(context.account.id, currency),
    ])
    const { valuation, equity, funded } = worth
    const unpriced = [...valuation.unpriced, ...elsewhere.filter(({ value }) => value === undefined).map(({ asset }) => asset)]
    const outsideTotal = sumOf(elsewhere.map(({ value }) => value ?? NOTHING))
    return {
      title: titled(`${valuation.unpriced.length > 0 ? 'At least ' : ''}${moneyWords(valuation.total, currency)}`, context.services),
      tone: gainTone(equity.minus(funded)),
      blocks: [
        fields({
          ...moneyFields(worth),
          ...(elsewhere.length > 0
            ? {
                'Held elsewhere': moneyWords(outsideTotal, currency),
                'All together': moneyWords(valuation.total.plus(outsideTotal), currency),
              }
            : {}),
          Account: `${worth.book.mode}, ${worth.book.epoch === 1 ? 'the first' : `number ${worth.book.epoch}`}`,
          Source: sourceWords(market, zone),
        }),
        ...holdingBlocks(worth, market),
        ...(unpriced.length > 0 ? [text(`PARTIAL: there is no price of ${unpriced.join(', ')} now, so it is not in the total.`)] : []),
        ...(wantsFile ? [csvFile('balance.csv', HEADER, rowsOf(worth))] : []),
      ],
      buttons: [
        { kind: 'run', label: 'Refresh', command: 'balance', input: {}, replaces: true },
        { kind: 'run', label: 'Results', command: 'pnl', input: {} },
        { kind: 'run', label: 'Equity', command: 'equity', input: {} },
      ],
    }
  },
})

function moneyFields({ book, valuation, positions, unrealised, realised, fees, equity, funded, dayStart }: PortfolioWorth) {
  const { currency, holdings } = valuation
  const { asset } = book
  const cash = holdings.find((holding) => holding.asset === asset)
  const inPositions = sumOf(positions.map(({ value }) => value ?? NOTHING))
  return {
    Free: moneyWords(cash?.available ?? NOTHING, asset),
    ...(cash?.reserved.gt(0) ? { 'Held for orders': moneyWords(cash.reserved, asset) } : {}),
    ...(positions.length > 0 ? { 'In positions': moneyWords(inPositions, currency), Unrealised: gainWords(unrealised, currency) } : {}),
    Today: gainOf(equity.minus(dayStart), { of: dayStart, currency: asset }),
    'Since the start': gainOf(equity.minus(funded), { of: funded, currency: asset }),
    ...(realised.isZero() ? {} : { Realised: gainWords(realised, currency) }),
    ...(fees.isZero() ? {} : { 'Fees paid': moneyWords(fees, currency) }),
  }
}

function holdingBlocks({ book, valuation }: PortfolioWorth, market: Pick<MarketService, 'kind' | 'now'>): readonly Block[] {
  const { holdings, currency } = valuation
  if (holdings.every(({ asset }) => asset === book.asset))
    return [text('It is all money so far. To see what an order would do before it is placed: /buy BTC $100')]
  const more = holdings.length - ROWS_SHOWN_MAX
  const stale = holdings.filter(({ priceAt }) => priceAt !== undefined && ageWords(market, priceAt).startsWith('STALE'))
  return [
    table(
      [
        { title: 'Owned', align: 'left' },
        { title: currency, align: 'right' },
        { title: 'Priced', align: 'right' },
      ],
      holdings
        .slice(0, ROWS_SHOWN_MAX)
        .map(({ asset, amount, value, priceAt }) => [
          cellWords(amount, asset),
          value === undefined ? 'no price' : withoutUnit(moneyWords(value, currency)),
          priceAt === undefined ? '' : showAge(market.now() - priceAt),
        ]),
    ),
    ...(stale.length > 0 ? [text(`STALE: the price of ${stale.map(({ asset }) => asset).join(', ')} is too old to act on.`)] : []),
    ...(more > 0 ? [text(`${more} more are not shown: say csv.`)] : []),
  ]
}

function rowsOf({ valuation: { holdings, currency } }: PortfolioWorth): readonly (readonly string[])[] {
  return holdings.map(({ asset, available, reserved, amount, value, priceAt }) => [
    asset,
    available.toFixed(),
    reserved.toFixed(),
    amount.toFixed(),
    value?.toFixed() ?? '',
    currency,
    priceAt === undefined ? '' : String(priceAt),
  ])
}
