import type { BacktestNote } from '../../../backtest/backtest-service.ts'
import { backtestCode } from '../../../backtest/backtest-service.ts'
import type { BacktestTasks, TestTask } from '../../../backtest/backtest-worker.ts'
import { readTested } from '../../../backtest/tested-rules.ts'
import type { TrialStrategy } from '../../../backtest/trials/trial-strategy.ts'
import { inParallel } from '../../../basics/in-parallel.ts'
import { Refusal } from '../../../basics/refusal.ts'
import { nextOpen, type Timeframe } from '../../../basics/timeframe.ts'
import type { Context } from '../../../chat/command.ts'
import type { Market } from '../../../market/market-ports.ts'
import type { Services } from '../../services.ts'
import { usualTimeframe } from '../../usual-timeframe.ts'
import { backtestData, type CandleFacts } from './backtest-data.ts'
import type { SaidBacktest } from './backtest-options.ts'
import { readRange, type TestedRange } from './backtest-range.ts'
import { readTerms } from './backtest-terms.ts'
import { type TestedStrategy, testedRules, testedStrategy } from './tested-strategy.ts'

const MARKETS_MAX = 10
const NAMES_AT_ONCE_MAX = 4

/** All that is known of a test before its candles are loaded. */
export interface PreparedBacktest {
  readonly said: SaidBacktest
  readonly what: TestedStrategy
  readonly strategy: TrialStrategy
  readonly markets: readonly Market[]
  readonly timeframe: Timeframe
  readonly range: TestedRange
}

/** Reads what is to be tested, where and when. Refuses what cannot be. */
export async function prepareBacktest(said: SaidBacktest, context: Context<Services>): Promise<PreparedBacktest> {
  const service = context.services.market
  const what = await testedStrategy(said, context)
  const names = what.markets.flatMap((name) => name.split(/[,;\s]+/)).filter((name) => name !== '')
  if (names.length === 0)
    throw new Refusal('bad-input', 'Say which market to test it on.', { hint: 'For example: /backtest sma-cross BTC/USDT 2h 3y' })
  if (names.length > MARKETS_MAX) throw new Refusal('over-limit', `At most ${MARKETS_MAX} markets are tested together.`)
  const found = await inParallel(names, NAMES_AT_ONCE_MAX, (name) => service.find(name, context.signal))
  const markets = [...new Map(found.map((market) => [market.id, market])).values()]
  const [first, ...others] = markets
  if (first === undefined) throw new Refusal('not-found', 'There are no markets.')
  const stranger = others.find(({ quote }) => quote !== first.quote)
  if (stranger !== undefined)
    throw new Refusal('bad-input', `One account tests all markets, and ${first.symbol} and ${stranger.symbol} cost different money.`, {
      hint: 'Take markets of one currency, such as BTC/USDT,ETH/USDT.',
    })
  return {
    said,
    what,
    markets,
    strategy: readTested(testedRules(what.rules), readTerms(said, markets)),
    timeframe: said.timeframe ?? what.timeframe ?? usualTimeframe(service, first),
    range: readRange(said, service.now()),
  }
}

/** What a task answers, and on which candles. */
export interface BacktestOutcome<Name extends keyof BacktestTasks> {
  readonly result: BacktestTasks[Name]['result']
  readonly facts: CandleFacts
}

/** Loads the candles and does a task with them in a thread, telling the caller how far it is. `more` is what the task takes beside the test. */
export async function runPrepared<Name extends keyof BacktestTasks>(
  name: Name,
  { prepared, more }: { readonly prepared: PreparedBacktest; readonly more: Omit<BacktestTasks[Name]['task'], keyof TestTask> },
  { account, services, signal, progress }: Context<Services>,
): Promise<BacktestOutcome<Name>> {
  let facts: CandleFacts | undefined
  const prepare = async (anySignal: AbortSignal) => {
    const told = (done: number, of: number, label: string): void => void progress(done, of, label)
    const data = await backtestData(services.market, prepared, { signal: anySignal, progress: told })
    facts = data.facts
    void progress(0, 1, 'Testing')
    const task: TestTask = { markets: data.markets, strategy: prepared.strategy, seed: backtestCode(noteOf(prepared, facts)) }
    return { ...task, ...more } as BacktestTasks[Name]['task']
  }
  const shown = (done: number, of: number): Promise<void> => progress(done, of, 'Testing')
  const result = await services.backtests.run(name, prepare, { userId: account.id, signal, progress: shown })
  if (facts === undefined) throw new TypeError('A task is prepared before it is done')
  return { result, facts }
}

/** What names a test: the same one has the same code, and the same chance. */
export function noteOf(
  { what, strategy, markets, timeframe }: PreparedBacktest,
  { first, last }: CandleFacts,
): Omit<BacktestNote, 'userId' | 'metrics' | 'verdict'> {
  const { fee, slippage, cash, growth } = strategy.rules
  return {
    name: what.name,
    versionId: what.versionId,
    rules: what.rules,
    markets: markets.map(({ id }) => id),
    timeframe,
    from: first,
    to: nextOpen(timeframe, last),
    fee,
    slippage,
    cash,
    growth,
  }
}

/** The same test as a button says it. */
export function inputOf({ cash, ...said }: SaidBacktest): Readonly<Record<string, unknown>> {
  const given = Object.entries({ ...said, cash: cash?.toFixed() }).filter(([, value]) => value !== undefined && value !== false)
  return Object.fromEntries(given)
}
