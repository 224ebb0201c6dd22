import { z } from 'zod'
import { FORMULA_TOKENS_MAX } from '../../analysis/formula/formula-limits.ts'
import { inParallel } from '../../basics/in-parallel.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import { STRATEGY_MARKETS_MAX } from '../../strategies/check-draft.ts'
import { COOL_DOWN_BARS_MAX, ENTRIES_MAX, HOLD_BARS_MAX, type SaidRules } from '../../strategies/read-rules.ts'
import { STRATEGY_CATALOGUE } from '../../strategies/strategy-catalogue.ts'
import { marketText, timeframeWord } from '../inputs.ts'
import type { Services } from '../services.ts'

const NAME_CHARS_MAX = 60
const WORDS_MAX = 100
const MARKETS_AT_ONCE_MAX = 4

/** The name of a strategy as it is typed; the service tells which one is meant. */
export const strategyText = z
  .string()
  .trim()
  .min(1, 'expected a strategy such as rsi-reversion')
  .max(NAME_CHARS_MAX, 'expected a strategy such as rsi-reversion')

/** All words up to the next one that says what follows, so that formulas need no quotes. */
const wordsOf = (most: number) =>
  z
    .array(z.string())
    .min(1)
    .max(most)
    .optional()
    .transform((words) => words?.join(' '))

const formulaOf = (word: string, about: string) => option(wordsOf(FORMULA_TOKENS_MAX), { about, words: [word] })
const barsOf = (word: string, about: string, most: number) => option(z.int().min(0).max(most).optional(), { about, words: [word] })

/** How a strategy trades, in the words that `SaidRules` has. */
const ruleInputs = {
  entry: formulaOf('entry', 'When it buys, such as "rsi(14) crosses above 30"'),
  exit: formulaOf('exit', 'When it sells, such as "rsi(14) > 70"'),
  stop: formulaOf('stop', 'Where it gives up: 3%, "2 atr", or a price such as "lowest(low, 10)"'),
  target: formulaOf('target', 'Where it takes its profit: 6%, 2r, "4 atr", or a price'),
  trail: formulaOf('trail', 'How far below the highest price since the entry it sells: 3%'),
  size: formulaOf('size', 'How much it buys: 10%, $100, or "risk 1%"; else all but the costs'),
  hold: barsOf('hold', 'For how many candles at most it holds', HOLD_BARS_MAX),
  cooldown: barsOf('cooldown', 'For how many candles after an exit it buys nothing', COOL_DOWN_BARS_MAX),
  entries: barsOf('entries', 'How often it may buy more of what it holds; else once', ENTRIES_MAX),
}

/** What else a strategy has. */
export const strategyInputs = {
  ...ruleInputs,
  timeframe: option(timeframeWord.optional(), {
    about: 'How long a candle is, such as 15m, 4h or 1d',
    words: ['timeframe', 'tf'],
    anywhere: true,
  }),
  markets: option(z.array(marketText).min(1).max(STRATEGY_MARKETS_MAX, `at most ${STRATEGY_MARKETS_MAX} markets`).optional(), {
    about: 'Where it trades, such as BTC ETH; else it is told when it is used',
    words: ['markets', 'market'],
  }),
  about: option(wordsOf(WORDS_MAX), { about: 'What it waits for, in your words', words: ['about'] }),
}

export function rulesSaid({ entry, exit, stop, target, trail, size, hold, cooldown, entries }: SaidRules): SaidRules {
  return { entry, exit, stop, target, trail, size, hold, cooldown, entries }
}

/** The ids of markets by their names, each once; names may be joined by commas. */
export async function marketIds(
  names: readonly string[],
  { services: { market }, signal }: Pick<Context<Services>, 'services' | 'signal'>,
): Promise<readonly string[]> {
  const apart = names.flatMap((name) => name.split(/[,;\s]+/)).filter((name) => name !== '')
  const markets = await inParallel(apart, MARKETS_AT_ONCE_MAX, (name) => market.find(name, signal))
  return [...new Set(markets.map(({ id }) => id))]
}

type Suggesting = Pick<Context<Services>, 'services' | 'account'>

/** Names of one's own strategies that begin like this. */
export async function suggestOwn(typed: string, { services, account }: Suggesting): Promise<readonly string[]> {
  const own = await services.strategies.list(account.id)
  return startingLike(
    typed,
    own.map(({ latest }) => latest.name),
  )
}

/** Those, and the names of the catalogue. */
export async function suggestStrategies(typed: string, context: Suggesting): Promise<readonly string[]> {
  const listed = STRATEGY_CATALOGUE.map(({ name }) => name)
  return [...(await suggestOwn(typed, context)), ...startingLike(typed, listed)]
}

function startingLike(typed: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.toLowerCase().startsWith(typed.trim().toLowerCase()))
}
