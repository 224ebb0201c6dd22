import { z } from 'zod'
import { Decimal } from '../../basics/money.ts'
import { fields, picture, text } from '../../basics/reply.ts'
import type { RiskPicture } from '../../charts/charts.ts'
import { drawdownOf, lossToday } from '../../risk/locks.ts'
import type { RiskLimits, RiskStanding } from '../../risk/risk-ports.ts'
import { shareWords } from '../../risk/risk-words.ts'
import { worthOf } from '../../trading/portfolio/standing.ts'
import { type Valuation, valueBook } from '../../trading/portfolio/valuation.ts'
import { lookOf } from '../company.ts'
import { accountBadge, moneyWords, titled } from '../portfolio-words.ts'
import { standingLocks } from '../risk-cards.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

const NOTHING = new Decimal(0)

export const riskShow = command({
  name: 'risk show',
  summary: 'Show how much of your limits of risk is used',
  group: 'risk',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  cost: 5,
  input: z.strictObject({}),
  examples: ['/risk'],

  async run(_input, context) {
    const { account, signal, services } = context
    const { trading, risk, charts, market } = services
    const { zone, palette } = await lookOf(context)
    const { standing, book, rates } = await trading.account(account.id)
    const { asset, halt, positions } = book
    const worths = positions.map((position) => worthOf(position, { book, rates }))
    const [limits, locks] = await Promise.all([risk.limits(account.id), risk.locks(account.id, standing)])
    const gauges = gaugesOf(standing, { limits, worths })
    const equity = moneyWords(standing.equity, asset)
    const drawing = await charts.risk(
      { badge: accountBadge(services), equity, gauges, parts: partsOf(valueBook(book, asset, rates)), zone, palette, at: market.now() },
      signal,
    )
    return {
      title: titled('Your risk', services),
      blocks: [
        picture({ ...drawing, alt: `How much of the limits of risk is used, and what ${equity} of equity is made of` }),
        ...standingLocks(locks, halt),
        fields(Object.fromEntries(gauges.map(({ label, words }) => [label, words]))),
        text(`Source: ${sourceWords(market, zone)}.`),
      ],
      buttons: [
        { kind: 'run', label: 'Limits', command: 'risk limits', input: {} },
        { kind: 'run', label: 'Locks', command: 'risk locks', input: {} },
      ],
    }
  },
})

function gaugesOf(
  standing: RiskStanding,
  { limits, worths }: { readonly limits: RiskLimits; readonly worths: readonly Decimal[] },
): RiskPicture['gauges'] {
  const { equity, dayStart, exposure, atRisk, openMarkets, entriesToday } = standing
  const largest = Decimal.max(NOTHING, ...worths)
  const share = (label: string, money: Decimal, of: Decimal, limit: Decimal) => {
    const used = of.gt(0) ? money.div(of) : NOTHING
    return { label, used: used.toNumber(), limit: limit.toNumber(), words: `${shareWords(used)} of ${shareWords(limit)}` }
  }
  const count = (label: string, used: number, limit: number) => ({ label, used, limit, words: `${used} of ${limit}` })
  const drawdown = drawdownOf(standing)
  return [
    share('Exposure', exposure, equity, limits.exposureMax),
    share('Largest position', largest, equity, limits.positionMax),
    share('Today at the stops', lossToday(standing).plus(atRisk), dayStart, limits.dailyLossMax),
    {
      label: 'Drawdown',
      used: drawdown.toNumber(),
      limit: limits.drawdownMax.toNumber(),
      words: `${shareWords(drawdown)} of ${shareWords(limits.drawdownMax)}`,
    },
    count('Positions', openMarkets.length, limits.positionsMax),
    count('Entries today', entriesToday, limits.tradesADayMax),
  ]
}

/** What is no money, as shares of all that has a price. */
function partsOf({ holdings, total, currency }: Valuation): RiskPicture['parts'] {
  return holdings
    .filter(({ asset, value }) => asset !== currency && value !== undefined && value.gt(0) && total.gt(0))
    .map(({ asset, value }) => ({ label: asset, share: (value ?? NOTHING).div(total).toNumber() }))
    .toSorted((a, b) => b.share - a.share)
}
