import type { BacktestMetrics } from '../backtest-metrics.ts'
import type { Trials, Verdict } from '../verdict.ts'
import { type Standing, shareAsked, standingAmong } from './chance-share.ts'
import { efficiencyOf } from './walk-forward.ts'

/** With fewer trades nothing can be said; with fewer than the second, nothing good. */
const TRADES_MIN = 10
const SOUND_TRADES_MIN = 30
/** What a single strategy must beat of random entries: on prices without memory and without costs, about two in a hundred do. */
const BEATEN_ALONE_MIN = 0.97
/** Worse than every other random entry is worse than none. */
const BEATEN_MIN = 0.5
const KEPT_MIN = 0.3
/** More candles that touched stop and target than this, and the result is a guess. */
const AMBIGUOUS_SHARE_MAX = 0.2

interface Evidence {
  readonly metrics: BacktestMetrics
  readonly trials: Trials
  readonly standing: Standing | undefined
}

type Check = (evidence: Evidence) => Verdict | undefined

/**
 * One honest line about a backtest: what speaks most against it, or how it stood all of it. Sound is only what gained, still gains at twice the costs, kept a good part of its
 * return where it was not chosen, has 30 trades or more and beats at least 97 % of random entries; of the best of several variants so much more is asked that luck passes no more often
 * than with one (see `shareAsked`).
 */
export function judgeBacktest(metrics: BacktestMetrics, trials: Trials): Verdict {
  const evidence = { metrics, trials, standing: standingAmong(metrics.totalReturn, trials.random) }
  for (const check of CHECKS) {
    const verdict = check(evidence)
    if (verdict !== undefined) return verdict
  }
  return { grade: 'sound', words: `Sound so far: ${strengthsOf(evidence).join(', ')}` }
}

const tooFewTrades: Check = ({ metrics: { trades } }) => {
  if (trades === 0) return doubtful('Not one trade: nothing to say')
  return trades < TRADES_MIN ? doubtful(`Only ${tradesIn(trades)}: too few to say`) : undefined
}

const lost: Check = ({ metrics: { totalReturn }, trials: { costs } }) => {
  if (totalReturn > 0) return undefined
  const cheaper = costs.find(({ times }) => times < 1)?.totalReturn ?? 0
  return unsound(`Lost after costs (${percent(totalReturn)})${cheaper > 0 ? `; at half of them it gained ${percent(cheaper)}` : ''}`)
}

const diesOfCosts: Check = ({ trials: { costs } }) => {
  const twice = returnAt(costs, 2)
  return twice !== undefined && twice <= 0 ? unsound(`Does not survive twice the costs (${percent(twice)})`) : undefined
}

const lostOutside: Check = ({ trials: { forward, variants } }) => {
  if (forward.length === 0) return undefined
  const outside = forward.reduce((product, window) => product * (1 + window.outside), 1) - 1
  return outside <= 0
    ? unsound(`Best of ${variantsIn(variants)}, and outside its window it ${outside < 0 ? `lost (${percent(outside)})` : 'gained nothing'}`)
    : undefined
}

const noBetterThanChance: Check = ({ trials: { variants }, standing }) => {
  if (standing === undefined) return undefined
  const { beaten, fitted } = standing
  if (beaten < BEATEN_MIN) return unsound(`No better than ${share(1 - beaten)} of random entries`)
  const asked = shareAsked(BEATEN_ALONE_MIN, variants)
  if (beaten >= BEATEN_ALONE_MIN && fitted >= asked) return undefined
  const why = variants > 1 ? `; of the best of ${variantsIn(variants)}, ${share(asked)} is asked` : `; ${share(BEATEN_ALONE_MIN)} is asked`
  return doubtful(`Beats only ${share(beaten < BEATEN_ALONE_MIN ? beaten : fitted)} of random entries${why}`)
}

const notTried: Check = ({ trials: { forward, variants, costs }, standing }) => {
  if (variants > 1 && forward.length === 0) return doubtful(`Best of ${variantsIn(variants)}, and not tried outside its window`)
  if (standing === undefined) return doubtful('Gained, but was not compared with random entries')
  return returnAt(costs, 2) === undefined ? doubtful('Gained, but was not tried at higher costs') : undefined
}

const fewTrades: Check = ({ metrics: { trades } }) =>
  trades < SOUND_TRADES_MIN ? doubtful(`Good so far, but only ${tradesIn(trades)}: it takes ${SOUND_TRADES_MIN}`) : undefined

const keptLittle: Check = ({ trials: { forward } }) => {
  const kept = efficiencyOf(forward)
  return kept !== undefined && kept < KEPT_MIN ? doubtful(`Kept only ${share(kept)} of its return outside its window`) : undefined
}

const ambiguous: Check = ({ metrics: { ambiguousTrades, trades } }) =>
  ambiguousTrades > AMBIGUOUS_SHARE_MAX * trades
    ? doubtful(`In ${ambiguousTrades} of ${tradesIn(trades)} one candle touched stop and target: try a finer timeframe`)
    : undefined

/** The worst first: what is said is the first that holds. */
const CHECKS: readonly Check[] = [
  tooFewTrades,
  lost,
  diesOfCosts,
  lostOutside,
  noBetterThanChance,
  notTried,
  fewTrades,
  keptLittle,
  ambiguous,
]

function strengthsOf({ trials: { costs, forward }, standing }: Evidence): readonly string[] {
  const survived = (returnAt(costs, 3) ?? 0) > 0 ? 3 : 2
  const kept = efficiencyOf(forward)
  return [
    ...(standing === undefined ? [] : [`beats ${share(standing.beaten)} of random entries`]),
    `survives ${survived} × costs`,
    ...(kept === undefined ? [] : [`kept ${share(kept)} of its return outside`]),
  ]
}

function returnAt(costs: Trials['costs'], wanted: number): number | undefined {
  return costs.find(({ times }) => times === wanted)?.totalReturn
}

function doubtful(words: string): Verdict {
  return { grade: 'doubtful', words }
}

function unsound(words: string): Verdict {
  return { grade: 'unsound', words }
}

function tradesIn(count: number): string {
  return count === 1 ? '1 trade' : `${count.toLocaleString('en')} trades`
}

function variantsIn(count: number): string {
  return count === 1 ? '1 variant' : `${count.toLocaleString('en')} variants`
}

/** "-3.1%". */
function percent(ratio: number): string {
  const digits = (100 * ratio).toFixed(1)
  return `${Number(digits) === 0 ? '0.0' : digits}%`
}

/** "83 %", and near the whole with as many nines as it takes: "99.97 %". Rounded down, so that nothing is all unless it is. */
function share(of: number): string {
  const decimals = of > 0.99 && of < 1 ? Math.min(4, Math.ceil(-Math.log10(1 - of)) - 1) : 0
  const scale = 10 ** decimals
  return `${(Math.floor(of * 100 * scale + 1e-9) / scale).toLocaleString('en', { maximumFractionDigits: 4 })}%`
}
