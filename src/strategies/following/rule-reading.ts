import { computeFormula } from '../../analysis/formula/compute-formula.ts'
import type { Formula } from '../../analysis/formula/formula-node.ts'
import { readFormula } from '../../analysis/formula/read-formula.ts'
import type { Candles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import { readLevel } from '../exit-level.ts'
import { readSignal } from '../read-rules.ts'
import type { StrategyRules } from '../strategy.ts'
import type { EntryLevel, FollowedMarket } from './following-ports.ts'

/** What the rules say at the close of a candle. */
export interface RuleReading {
  /** The opening of the newest closed candle. Market time, in milliseconds. */
  readonly candle: number
  readonly entry: boolean
  /** Openings of the candles, of those that were asked for, at whose close the exit was true. */
  readonly exits: readonly number[]
  /** 'unknown' where the candles do not say it yet. */
  readonly stop: EntryLevel | 'unknown' | undefined
  readonly target: EntryLevel | 'unknown' | undefined
}

export interface ReadAsk {
  readonly market: FollowedMarket
  readonly rules: StrategyRules
  readonly marketId: string
  readonly timeframe: Timeframe
  /** For how many of the last closed candles exits are told; entries are of the newest alone. */
  readonly bars: number
}

/** The values of a formula by the opening of their candle. */
type Values = ReadonlyMap<number, number>

const RANGE = 'atr(14)'

/** Reads the rules at the last closed candles; undefined where there is none yet. Refuses a market that nobody knows. */
export async function readRulesAt(ask: ReadAsk): Promise<RuleReading | undefined> {
  const { rules, bars } = ask
  const entries = await valuesOf(readSignal(rules.entry, 'entry'), { ...ask, bars: 1 })
  const candle = [...entries.keys()].at(-1)
  if (candle === undefined) return undefined
  const exits = rules.exit === undefined ? [] : [...(await valuesOf(readSignal(rules.exit, 'exit'), { ...ask, bars }))]
  const level = (place: 'stop' | 'target') => levelAt(candle, place, ask)
  const entry = entries.get(candle) === 1
  return {
    candle,
    entry,
    // One more may have closed since the first formula was loaded; that is for the next step.
    exits: exits.flatMap(([time, value]) => (value === 1 && time <= candle ? [time] : [])),
    stop: entry ? await level('stop') : undefined,
    target: entry ? await level('target') : undefined,
  }
}

async function levelAt(candle: number, place: 'stop' | 'target', ask: ReadAsk): Promise<RuleReading['stop']> {
  const text = ask.rules[place]
  if (text === undefined) return undefined
  const level = readLevel(text, place)
  if (level.kind === 'share') return { share: level.share }
  if (level.kind === 'risks') return { risks: level.risks }
  const formula = readFormula(level.kind === 'ranges' ? RANGE : level.formula)
  // Two candles, since one may have closed meanwhile.
  const value = (await valuesOf(formula, { ...ask, bars: 2 })).get(candle)
  if (value === undefined || !(value > 0) || !Number.isFinite(value)) return 'unknown'
  return level.kind === 'ranges' ? { distance: level.ranges * value } : { price: value }
}

async function valuesOf(formula: Formula, { market, marketId, timeframe, bars }: ReadAsk): Promise<Values> {
  const data = await market.load({ formula, marketId, timeframe, bars })
  return lastOf(data.candles, computeFormula(formula, data), bars)
}

function lastOf({ time }: Candles, column: Float64Array, bars: number): Values {
  const first = Math.max(0, time.length - bars)
  return new Map(Array.from(time.subarray(first), (at, index) => [at, column[first + index] ?? Number.NaN]))
}
