import { Decimal, ONE } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showPrice } from '../../basics/show.ts'
import type { RiskDefaults } from '../gate-ports.ts'
import type { Ticket } from '../trading.ts'
import { priceAt } from './levels.ts'

/** Where an entry is to be left. */
export interface ExitLevels {
  readonly stop: Decimal | undefined
  /** The nearest first; shares add up to at most 1. */
  readonly targets: readonly { readonly price: Decimal; readonly share: Decimal }[]
  /** The stop, or the target, is the usual one because nothing was said. */
  readonly usual: { readonly stop: boolean; readonly target: boolean }
}

interface ExitBasis {
  readonly entry: Decimal
  readonly tick: string
  readonly defaults: RiskDefaults
}

/** Stop and targets of an entry at `entry`, the usual ones where nothing was said. Refuses those on the wrong side. */
export function exitLevels(ticket: Ticket, basis: ExitBasis): ExitLevels {
  const { entry, tick } = basis
  const stop = stopOf(ticket, basis)
  if (stop?.gte(entry)) throw wrongSide('stop', { level: stop, entry, tick })
  if (stop?.lte(0)) throw new Refusal('bad-input', 'That stop lies below zero.', { hint: 'For example: sl 2%' })
  const said = ticket.targets !== undefined && ticket.targets !== 'none' && ticket.targets.length > 0
  const targets = ticket.targets === 'none' || ticket.grid ? [] : said ? saidTargets(ticket, basis) : [usualTarget(stop, basis)]
  const wrong = targets.find(({ price }) => price.lte(entry))
  if (wrong !== undefined) throw wrongSide('target', { level: wrong.price, entry, tick })
  const usualStop = ticket.stop === undefined && ticket.trail === undefined
  return { stop, targets, usual: { stop: usualStop, target: targets.length > 0 && !said } }
}

function stopOf({ stop, trail }: Ticket, { entry, tick, defaults }: ExitBasis): Decimal | undefined {
  const below = { from: entry, side: 'below', tick } as const
  if (stop === 'none') return undefined
  if (stop !== undefined) return priceAt(stop, below)
  return priceAt({ away: trail ?? defaults.stop }, below)
}

/** The further of the usual distance and what the least reward for the risk asks. */
function usualTarget(stop: Decimal | undefined, { entry, tick, defaults }: ExitBasis): ExitLevels['targets'][number] {
  const risked = stop === undefined ? new Decimal(0) : ONE.minus(stop.div(entry))
  const away = Decimal.max(defaults.target, risked.mul(defaults.reward))
  return { price: entry.mul(ONE.plus(away)).div(tick).ceil().mul(tick), share: ONE }
}

/** Targets without a share divide what the others leave. */
function saidTargets({ targets }: Ticket, { entry, tick }: ExitBasis): ExitLevels['targets'] {
  const said = targets === 'none' || targets === undefined ? [] : targets
  const given = said.reduce((sum, { share }) => sum.plus(share ?? 0), new Decimal(0))
  const open = said.filter(({ share }) => share === undefined).length
  if (given.gt(1) || (open > 0 && given.eq(1)))
    throw new Refusal('bad-input', 'The shares of the targets come to more than 100%.', { hint: 'For example: tp 62k:50% 65k:50%' })
  const rest = open === 0 ? new Decimal(0) : ONE.minus(given).div(open)
  return said
    .map(({ level, share }) => ({ price: priceAt(level, { from: entry, side: 'above', tick }), share: share ?? rest }))
    .toSorted((a, b) => a.price.comparedTo(b.price))
}

function wrongSide(what: 'stop' | 'target', { level, entry, tick }: { level: Decimal; entry: Decimal; tick: string }): Refusal {
  const [side, example] = what === 'stop' ? ['below', 'sl 2%'] : ['above', 'tp 4%']
  return new Refusal(
    'bad-input',
    `The ${what} of a buy lies ${side} its entry, and ${showPrice(level, tick)} does not lie ${side} ${showPrice(entry, tick)}.`,
    {
      hint: `For example: ${example}`,
    },
  )
}
