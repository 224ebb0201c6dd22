import { formulaNeeds } from '../analysis/formula/formula-needs.ts'
import { readFormula } from '../analysis/formula/read-formula.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import { readLevel } from './exit-level.ts'
import { checkRules } from './read-rules.ts'
import type { StrategyDraft, StrategyRules } from './strategy.ts'
import { strategyNamed } from './strategy-catalogue.ts'

const NAME_CHARS_MAX = 30
const DESCRIPTION_CHARS_MAX = 300
export const STRATEGY_MARKETS_MAX = 10

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i

/** A draft as it is kept, its rules in canonical form. Refuses a name that cannot be one, and rules that cannot be asked of its timeframe. */
export function checkDraft(draft: StrategyDraft): StrategyDraft {
  const rules = checkRules(draft.rules)
  checkRulesOn(draft.timeframe, rules)
  if (draft.description.length > DESCRIPTION_CHARS_MAX)
    throw new Refusal(
      'bad-input',
      `What a strategy is about fits in ${DESCRIPTION_CHARS_MAX} characters; that was ${draft.description.length}.`,
    )
  checkMarkets(draft.markets)
  return { ...draft, name: checkName(draft.name), rules }
}

/** Refuses formulas that cannot be asked of candles of this length, such as change(1h) on candles of 4h. */
export function checkRulesOn(timeframe: Timeframe, rules: StrategyRules): void {
  for (const formula of formulasOf(rules)) formulaNeeds(readFormula(formula), timeframe)
}

/** Every formula that rules say. */
function formulasOf({ entry, exit, stop, target }: StrategyRules): readonly string[] {
  const levels = [stop === undefined ? undefined : readLevel(stop, 'stop'), target === undefined ? undefined : readLevel(target, 'target')]
  return [entry, ...(exit === undefined ? [] : [exit]), ...levels.flatMap((level) => (level?.kind === 'formula' ? [level.formula] : []))]
}

/** A name of one's own: those of the catalogue always mean the catalogue. */
function checkName(name: string): string {
  const said = name.trim()
  if (said.length > NAME_CHARS_MAX || !NAME.test(said))
    throw new Refusal('bad-input', `A name has letters, digits and dashes between them, at most ${NAME_CHARS_MAX}.`, {
      hint: 'For example: my-rsi-2',
    })
  const taken = strategyNamed(said)
  if (taken === undefined) return said
  throw new Refusal('conflict', `${taken.name} is a strategy of the catalogue.`, {
    hint: `Copy it under a name of your own: /strategy create my-${taken.name} from ${taken.name}`,
  })
}

export function checkMarkets(markets: readonly string[]): void {
  if (markets.length <= STRATEGY_MARKETS_MAX) return
  throw new Refusal('over-limit', `A strategy takes at most ${STRATEGY_MARKETS_MAX} markets.`)
}
