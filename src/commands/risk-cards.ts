import { type Block, type BlockOf, fields, text } from '../basics/reply.ts'
import { showAmount } from '../basics/show.ts'
import type { Lock } from '../risk/locks.ts'
import type { RiskRuling, RiskVerdict } from '../risk/risk-ports.ts'
import type { Halt } from '../trading/book.ts'

/** What people call the rules of the gate. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  markets: 'Market',
  'price-band': 'Distance from the price',
  'stop-side': 'Stop',
  positions: 'Open positions',
  reward: 'Reward to risk',
  position: 'Position',
  'trade-risk': 'Loss at the stop',
  exposure: 'All positions',
  'daily-loss-room': 'Loss of the day with every stop hit',
  'usual-size': 'Size of the order',
  'daily-loss': 'Loss of the day',
  drawdown: 'Drawdown',
  'losses-in-row': 'Losses in a row',
  'trades-a-day': 'Entries today',
}

/** All locks with how near they are. */
export function lockFields(locks: readonly Lock[]): BlockOf<'fields'> {
  return fields(Object.fromEntries(locks.map(({ title, value, limit, state }) => [title, `${value} of ${limit}${stateWords(state)}`])))
}

/** What stops entries now, in sentences; none while nothing does. */
export function standingLocks(locks: readonly Lock[], halt: Halt | undefined): readonly Block[] {
  const halted = halt === undefined ? [] : [`Entries are stopped: ${halt.reason} /resume lifts it.`]
  const sentences = [...halted, ...locks.filter(({ state }) => state === 'on').map(({ words }) => words)]
  return sentences.length === 0 ? [] : [text(sentences.join('\n'))]
}

/** What each rule says of a buy: in sentences where it is broken, in figures where it is kept; and what would pass all of them. */
export function verdictBlocks({ rulings, most }: RiskVerdict, base: string): readonly Block[] {
  const kept = rulings.filter(({ passed }) => passed)
  const saysItself = rulings.length - kept.length === 1
  const mostWords = most.gt(0) ? `At most ${showAmount(most, base)} would pass all rules.` : 'No quantity would pass all rules now.'
  return [
    ...brokenRules(rulings),
    ...(saysItself ? [] : [text(mostWords)]),
    fields(Object.fromEntries(kept.map(({ rule, value, limit }) => [RULE_WORDS[rule] ?? rule, `${value}, limit ${limit}`]))),
  ]
}

export function brokenRules(rulings: readonly RiskRuling[]): readonly Block[] {
  const broken = rulings.filter(({ passed }) => !passed)
  return broken.length === 0 ? [] : [text(broken.map(({ words }) => words).join('\n'))]
}

function stateWords(state: Lock['state']): string {
  if (state === 'on') return ', LOCKED'
  return state === 'lifted' ? ', lifted by you' : ''
}
