import { Refusal } from '../../basics/refusal.ts'
import { nextOpen, openBefore, type Timeframe } from '../../basics/timeframe.ts'
import { readSize } from '../entry-size.ts'
import { readTrail } from '../read-rules.ts'
import type { StrategyRules } from '../strategy.ts'
import type { StepStore } from '../strategy-ports.ts'
import { actionId } from './action-id.ts'
import { decideStep } from './decide-step.ts'
import type {
  FollowedMarket,
  NoteStore,
  OwnStanding,
  StrategyEntry,
  StrategyNote,
  StrategyOwner,
  StrategyTrading,
} from './following-ports.ts'
import { type RuleReading, readRulesAt } from './rule-reading.ts'

/** So many candles back an exit is found that came while the desk was down. */
const EXIT_CANDLES_MAX = 500

export interface StepParts {
  readonly steps: StepStore
  readonly notes: Pick<NoteStore, 'add'>
  readonly trading: Omit<StrategyTrading, 'performance'>
}

/** One version in one of its markets. */
export interface FollowedSeries extends StrategyOwner {
  readonly rules: StrategyRules
  readonly timeframe: Timeframe
  readonly marketId: string
}

/**
 * Takes the step at the newest closed candle: reads the rules, acts, and only then counts the candle as seen. Wherever this is cut off, the next call does
 * what was not done yet, once. False when no candle has closed since the last step.
 *
 * Entries at candles that closed more than a candle ago are too old to be made; exits that were missed are made now. What the gate refuses is noted and not tried
 * again at that candle. What fails is thrown, and tried again at the next call: a `Refusal` of 'unavailable' too.
 */
export async function stepMarket(series: FollowedSeries, market: FollowedMarket, parts: StepParts): Promise<boolean> {
  const { versionId, marketId, timeframe, rules } = series
  const before = (await parts.steps.seen(versionId, [marketId])).get(marketId)
  const reading = await readRulesAt({ market, rules, marketId, timeframe, bars: barsSince(before, market.now(), timeframe) })
  if (reading === undefined || (before !== undefined && reading.candle <= before)) return false
  const { candle } = reading
  // It begins with the next candle that closes.
  if (before !== undefined) {
    const isFresh = market.now() < nextOpen(timeframe, nextOpen(timeframe, candle))
    const exits = reading.exits.filter((each) => each > before)
    await act(series, { reading: { ...reading, exits, entry: reading.entry && isFresh }, before }, parts)
  }
  await parts.steps.advance({ versionId, marketId, timeframe, before, candle })
  return true
}

async function act(
  series: FollowedSeries,
  { reading, before }: { readonly reading: RuleReading; readonly before: number },
  { trading, notes }: StepParts,
): Promise<void> {
  const { rules, timeframe, marketId, versionId } = series
  const { candle } = reading
  const note = (kind: StrategyNote['kind'], words: string): Promise<void> => notes.add(versionId, { marketId, candle, kind, words })
  const missed = openBefore(timeframe, candle, 1) > before
  if (missed) await note('missed', 'No step was taken at the candles before this one. Entries at those are too old; exits are made now.')
  const since = openBefore(timeframe, candle, (rules.coolDownBars ?? 0) + 1)
  const standing = await trading.standing(series, { marketId, since })
  const decision = decideStep({ rules, timeframe, reading, standing })
  if (decision.act === 'exit') await note('exit', await trading.exit(series, decision.code))
  if (decision.act !== 'enter') return
  try {
    await note('entry', await trading.enter(series, entryOf(series, { reading, standing })))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
    await note('refused', error.message)
  }
}

/** The entry that rules ask for at a candle. Refuses one whose stop or target nobody can say yet. */
function entryOf(
  { rules, timeframe, versionId, marketId }: FollowedSeries,
  { reading: { candle, stop, target }, standing }: { readonly reading: RuleReading; readonly standing: OwnStanding },
): StrategyEntry {
  if (stop === 'unknown' || target === 'unknown')
    throw new Refusal('bad-input', `There are too few candles to say where the ${stop === 'unknown' ? 'stop' : 'target'} is.`)
  const { holdBars } = rules
  return {
    id: actionId('entry', { versionId, marketId, candle }),
    marketId,
    size: readSize(rules.size),
    stop,
    target,
    trail: rules.trail === undefined ? undefined : readTrail(rules.trail),
    // It is bought at the open of the next candle, and sold at an open again.
    keepUntil: holdBars === undefined ? undefined : openBefore(timeframe, candle, -1 - holdBars),
    more: standing.held !== undefined,
  }
}

function barsSince(before: number | undefined, now: number, timeframe: Timeframe): number {
  if (before === undefined) return 1
  let bars = 1
  for (let open = openBefore(timeframe, before, -2); open < now && bars < EXIT_CANDLES_MAX; open = openBefore(timeframe, open, -1)) bars++
  return bars
}
