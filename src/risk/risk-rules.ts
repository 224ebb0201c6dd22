import { Decimal, ONE } from '../basics/money.ts'
import { showAmount, showPrice } from '../basics/show.ts'
import { lossToday } from './locks.ts'
import { quantityWithin, type UnitWorth, unitWorth } from './position-size.ts'
import type { RiskLimits, RiskQuestion, RiskRuling } from './risk-ports.ts'
import { factorWords, moneyWords, shareWords } from './risk-words.ts'

const NOTHING = new Decimal(0)

/** What the rules say that no other size would mend. */
export function fixedRulings(question: RiskQuestion, limits: RiskLimits): readonly RiskRuling[] {
  const rulings = [
    marketRuling(question, limits),
    bandRuling(question, limits),
    stopRuling(question),
    positionsRuling(question, limits),
    rewardRuling(question, limits),
  ]
  return rulings.filter((ruling) => ruling !== undefined)
}

/** What the rules say about the size. */
export function sizeRulings(question: RiskQuestion, limits: RiskLimits): readonly RiskRuling[] {
  return caps(question, limits).map((cap) => capRuling(cap, question))
}

/** A rule that limits money: so much was used before, and each unit of the order adds `perUnit`. */
interface Cap {
  readonly rule: string
  /** The beginning of a sentence, such as "One position may hold". */
  readonly may: string
  readonly of: string
  readonly limit: Decimal
  readonly used: Decimal
  readonly perUnit: Decimal
}

function caps(question: RiskQuestion, limits: RiskLimits): readonly Cap[] {
  const { standing } = question
  const { worth, loss }: UnitWorth = unitWorth(question)
  const { equity, dayStart, usual } = standing
  const { positionMax, tradeRiskMax, exposureMax, dailyLossMax, usualSizeMax } = limits
  const ofEquity = (share: Decimal): Pick<Cap, 'of' | 'limit'> => ({
    of: `${shareWords(share)} of equity`,
    limit: equity.times(share),
  })
  const all: readonly Cap[] = [
    { rule: 'position', may: 'One position may hold', ...ofEquity(positionMax), used: standing.held, perUnit: worth },
    { rule: 'trade-risk', may: 'One trade may lose at its stop', ...ofEquity(tradeRiskMax), used: NOTHING, perUnit: loss },
    { rule: 'exposure', may: 'All positions may hold', ...ofEquity(exposureMax), used: standing.exposure, perUnit: worth },
    {
      rule: 'daily-loss-room',
      may: 'With every stop hit, today may cost',
      of: `${shareWords(dailyLossMax)} of equity`,
      limit: dayStart.times(dailyLossMax),
      used: lossToday(standing).plus(standing.atRisk),
      perUnit: loss,
    },
  ]
  if (usual === undefined) return all
  const times = `${factorWords(usualSizeMax)} times your usual size`
  return [
    ...all,
    { rule: 'usual-size', may: 'One order may have', of: times, limit: usual.times(usualSizeMax), used: NOTHING, perUnit: worth },
  ]
}

function capRuling({ rule, may, of, limit, used, perUnit }: Cap, { quantity, lot, base }: RiskQuestion): RiskRuling {
  const value = used.plus(quantity.times(perUnit))
  const most = quantityWithin({ limit, used }, { perUnit, lot })
  const passes = most.gt(0) ? most : undefined
  const allowed = `${may} ${of}, ${moneyWords(limit)}`
  const mend = passes === undefined ? 'Nothing of it is left.' : `At most ${showAmount(passes, base)} would pass.`
  return {
    rule,
    passed: value.lte(limit),
    limit: `${of}: ${moneyWords(limit)}`,
    value: moneyWords(value),
    words: value.lte(limit)
      ? `${allowed}; with this order it is ${moneyWords(value)}.`
      : `${allowed}; with this order it would be ${moneyWords(value)}. ${mend}`,
    passes,
  }
}

function marketRuling({ base, symbol, quantity }: RiskQuestion, { onlyMarkets, neverMarkets }: RiskLimits): RiskRuling {
  const isNamed = (names: readonly string[]): boolean => names.includes(base) || names.includes(symbol)
  const isNever = isNamed(neverMarkets)
  const passed = !isNever && (onlyMarkets.length === 0 || isNamed(onlyMarkets))
  const limit =
    onlyMarkets.length > 0 ? `only ${onlyMarkets.join(', ')}` : neverMarkets.length > 0 ? `never ${neverMarkets.join(', ')}` : 'any'
  const why = isNever ? 'is on your list of markets never to enter' : 'is not on your list of the only markets to enter'
  return {
    rule: 'markets',
    passed,
    limit,
    value: symbol,
    words: passed ? `${symbol} may be entered.` : `${symbol} ${why} (${limit}).`,
    passes: passed ? quantity : undefined,
  }
}

/** A price far from the market's is a slip of the finger, or a book that is too thin. */
function bandRuling({ type, entry, last, quantity }: RiskQuestion, { marketBand, restingBand }: RiskLimits): RiskRuling {
  const band = type === 'market' ? marketBand : restingBand
  const away = entry.div(last).minus(ONE)
  const passed = away.abs().lte(band)
  const from = showPrice(last.times(ONE.minus(band)))
  const to = showPrice(last.times(ONE.plus(band)))
  const kind = type === 'market' ? 'A market order may fill' : 'A resting order may lie'
  return {
    rule: 'price-band',
    passed,
    limit: shareWords(band),
    value: shareWords(away.abs()),
    words: `${kind} ${shareWords(band)} from the last price, ${from} to ${to}; this one is at ${showPrice(entry)}.`,
    passes: passed ? quantity : undefined,
  }
}

function stopRuling({ entry, stop, quantity }: RiskQuestion): RiskRuling {
  const passed = stop === undefined || stop.lt(entry)
  const value = stop === undefined ? 'no stop' : showPrice(stop)
  return {
    rule: 'stop-side',
    passed,
    limit: `below ${showPrice(entry)}`,
    value,
    words:
      stop === undefined
        ? 'Without a stop the whole position counts as risk.'
        : `A stop lies below the entry, ${showPrice(entry)}; this one is at ${value}.`,
    passes: passed ? quantity : undefined,
  }
}

function positionsRuling({ marketId, quantity, standing }: RiskQuestion, { positionsMax }: RiskLimits): RiskRuling {
  const after = new Set([...standing.openMarkets, marketId]).size
  const passed = after <= positionsMax || standing.openMarkets.includes(marketId)
  return {
    rule: 'positions',
    passed,
    limit: String(positionsMax),
    value: String(after),
    words: `${positionsMax} positions may be open; with this order there would be ${after}.${passed ? '' : ' One has to be closed first.'}`,
    passes: passed ? quantity : undefined,
  }
}

/** Undefined without a stop or a target: there is nothing to compare then. */
function rewardRuling({ entry, stop, target, quantity }: RiskQuestion, { rewardMin }: RiskLimits): RiskRuling | undefined {
  if (stop === undefined || target === undefined || stop.gte(entry)) return undefined
  const reward = target.minus(entry).div(entry.minus(stop))
  const passed = reward.gte(rewardMin)
  const least = entry.plus(entry.minus(stop).times(rewardMin))
  return {
    rule: 'reward',
    passed,
    limit: factorWords(rewardMin),
    value: factorWords(reward),
    words: `The target must be worth ${factorWords(rewardMin)} times the risk; it is worth ${factorWords(reward)}.${passed ? '' : ` A target from ${showPrice(least)} on would pass.`}`,
    passes: passed ? quantity : undefined,
  }
}
