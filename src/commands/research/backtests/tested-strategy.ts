import { readCondition } from '../../../analysis/formula/read-formula.ts'
import type { TestedRules } from '../../../backtest/tested-rules.ts'
import { Refusal } from '../../../basics/refusal.ts'
import type { Timeframe } from '../../../basics/timeframe.ts'
import type { Context } from '../../../chat/command.ts'
import { readSize } from '../../../strategies/entry-size.ts'
import { readLevel } from '../../../strategies/exit-level.ts'
import { readRules, readTrail, type SaidRules } from '../../../strategies/read-rules.ts'
import type { NamedStrategy } from '../../../strategies/strategies.ts'
import type { StrategyRules } from '../../../strategies/strategy.ts'
import { strategyNamed } from '../../../strategies/strategy-catalogue.ts'
import type { Services } from '../../services.ts'
import type { SaidBacktest } from './backtest-options.ts'

const FORMULA = /[()<>=!]|\b(?:and|or|not|crosses|for)\b/i
/** Where nothing says when to sell. */
const HOLD_BARS_USUAL = 24
const NAME_CHARS_MAX = 40
const EXAMPLES = 'For example: /backtest rsi-reversion BTC/USDT 2h 3y, or /backtest BTC/USDT 1h entry "rsi(14) < 30" exit "rsi(14) > 60"'

/** What is to be tested, wherever it is. */
export interface TestedStrategy {
  readonly name: string
  /** The version of somebody's own strategy; undefined for formulas, for the catalogue, and where words changed its rules. */
  readonly versionId: string | undefined
  readonly rules: StrategyRules
  /** What a strategy is made for, where nobody says otherwise. */
  readonly timeframe: Timeframe | undefined
  /** Names of markets. */
  readonly markets: readonly string[]
  /** Nothing said when to sell, so it holds for a while. */
  readonly holdsAsUsual: boolean
}

type Asking = Pick<Context<Services>, 'account' | 'place' | 'services'>

/** Finds out which words are the strategy, which a formula and which the market, in whichever order they stand. Refuses what nobody knows. */
export async function testedStrategy(said: SaidBacktest, asking: Asking): Promise<TestedStrategy> {
  const words = [said.strategy, said.market].flatMap((word) => word ?? [])
  const formula = words.find((word) => FORMULA.test(word))
  const names = words.filter((word) => word !== formula)
  if (formula !== undefined && said.entry !== undefined)
    throw new Refusal('bad-input', 'The entry is said twice.', { hint: 'Say it once, in quotes: entry "rsi(14) < 30"' })
  const entry = said.entry ?? formula
  if (entry !== undefined && names.length < 2) return typed({ ...said, entry }, names)
  const [strategy, market] = await inOrder(names, asking)
  if (strategy === undefined) throw sayWhich()
  const found = await namedOrFormula(strategy, asking)
  if (found === undefined) return typed({ ...said, entry: strategy }, market === undefined ? [] : [market])
  return changed({ ...said, entry }, found, market)
}

/** Rules with their words read, as tests take them. */
export function testedRules({ stop, target, trail, size, ...rules }: StrategyRules): TestedRules {
  return {
    ...rules,
    size: readSize(size),
    ...(stop === undefined ? {} : { stop: readLevel(stop, 'stop') }),
    ...(target === undefined ? {} : { target: readLevel(target, 'target') }),
    ...(trail === undefined ? {} : { trail: readTrail(trail) }),
  }
}

/** One that the caller may name here: in company only those that everybody has. */
async function namedHere(name: string, { account, place, services }: Asking): Promise<NamedStrategy> {
  if (place.private) return services.strategies.named(account.id, name)
  const listed = strategyNamed(name)
  if (listed !== undefined) return { draft: listed, own: undefined }
  throw new Refusal('not-here', `The catalogue has no strategy ${name}; for one of your own, ask me in private.`, {
    hint: 'See /strategy.',
  })
}

function sayWhich(): Refusal {
  return new Refusal('bad-input', 'Say which strategy to test, or when to buy.', { hint: EXAMPLES })
}

function typed(said: SaidRules & { readonly entry: string }, markets: readonly string[]): TestedStrategy {
  const read = readRules(said)
  const { exit, stop, target, trail, holdBars } = read
  const holdsAsUsual = [exit, stop, target, trail, holdBars].every((way) => way === undefined)
  const rules = holdsAsUsual ? { ...read, holdBars: HOLD_BARS_USUAL } : read
  return { name: shortened(rules.entry), versionId: undefined, rules, timeframe: undefined, markets, holdsAsUsual }
}

/** A strategy with other rules is no version of it any more. */
function changed(said: SaidRules, { draft, own }: NamedStrategy, market: string | undefined): TestedStrategy {
  const rules = readRules(said, draft.rules)
  const isSame = JSON.stringify(rules) === JSON.stringify(readRules({}, draft.rules))
  return {
    name: isSame ? draft.name : `${draft.name}, changed`,
    versionId: isSame ? own?.latest.id : undefined,
    rules,
    timeframe: draft.timeframe,
    markets: market === undefined ? draft.markets : [market],
    holdsAsUsual: false,
  }
}

/** The strategy first, also where somebody said the market first. */
async function inOrder(names: readonly string[], asking: Asking): Promise<readonly string[]> {
  const [first, second] = names
  if (first === undefined || second === undefined) return names
  return (await isKnown(first, asking)) || !(await isKnown(second, asking)) ? names : [second, first]
}

async function isKnown(name: string, asking: Asking): Promise<boolean> {
  return (await found(namedHere(name, asking))) !== undefined
}

/** Undefined for what is a formula instead, such as hammer. */
async function namedOrFormula(name: string, asking: Asking): Promise<NamedStrategy | undefined> {
  const named = namedHere(name, asking)
  if ((await found(named)) !== undefined) return named
  if (isCondition(name)) return undefined
  if (await isMarket(name, asking)) throw sayWhich()
  return named
}

async function found(named: Promise<NamedStrategy>): Promise<NamedStrategy | undefined> {
  try {
    return await named
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** "BTC" and "BTC/USDT", where the strategy is forgotten. */
async function isMarket(name: string, { services: { market } }: Asking): Promise<boolean> {
  const typed = name.toUpperCase()
  const listed = await market.like(name)
  return listed.some((each) => each.toUpperCase() === typed || each.toUpperCase().startsWith(`${typed}/`))
}

function isCondition(text: string): boolean {
  try {
    readCondition(text)
    return true
  } catch {
    return false
  }
}

function shortened(words: string): string {
  return words.length <= NAME_CHARS_MAX ? words : `${words.slice(0, NAME_CHARS_MAX - 1)}…`
}
