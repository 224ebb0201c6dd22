import type { Formula } from '../analysis/formula/formula-node.ts'
import { readCondition } from '../analysis/formula/read-formula.ts'
import { printNumber, readNumber } from '../analysis/formula/reading/number-literal.ts'
import { Refusal } from '../basics/refusal.ts'
import { printSize, readSize, SIZE_USUAL } from './entry-size.ts'
import { type LevelPlace, printLevel, readLevel } from './exit-level.ts'
import type { StrategyRules } from './strategy.ts'

export const HOLD_BARS_MAX = 10_000
export const COOL_DOWN_BARS_MAX = 10_000
export const ENTRIES_MAX = 100

const PERCENT = /^[-+]?\s*(\d*\.?\d+)\s*%$/
/** What people say to be rid of a rule: "stop none". */
const NOTHING = /^(?:none|off|no|never)$/i
const ENTRY_EXAMPLE = 'For example: entry "rsi(14) crosses above 30" exit "rsi(14) > 70" stop 3%'

/** Rules as somebody says them; what is not said is left as it was. A text of "none" takes a rule away. */
export interface SaidRules {
  readonly entry?: string | undefined
  readonly exit?: string | undefined
  readonly stop?: string | undefined
  readonly target?: string | undefined
  readonly trail?: string | undefined
  readonly size?: string | undefined
  /** Candles. */
  readonly hold?: number | undefined
  /** Candles. */
  readonly cooldown?: number | undefined
  readonly entries?: number | undefined
}

/** What was said, over what there was before, in canonical form. Refuses rules without an entry, and whatever `checkRules` refuses. */
export function readRules(said: SaidRules, before?: StrategyRules): StrategyRules {
  const entry = said.entry ?? before?.entry
  if (entry === undefined) throw new Refusal('bad-input', 'A strategy needs to know when to buy.', { hint: ENTRY_EXAMPLE })
  const text = (name: 'exit' | 'stop' | 'target' | 'trail') => {
    const rule = said[name] ?? before?.[name]
    return rule === undefined || NOTHING.test(rule.trim()) ? {} : { [name]: rule }
  }
  const count = (name: 'holdBars' | 'coolDownBars' | 'entriesMax', bars: number | undefined) => {
    const number = bars ?? before?.[name]
    return number === undefined ? {} : { [name]: number }
  }
  return checkRules({
    entry,
    ...text('exit'),
    ...text('stop'),
    ...text('target'),
    ...text('trail'),
    size: said.size ?? before?.size ?? SIZE_USUAL,
    ...count('holdBars', said.hold),
    ...count('coolDownBars', said.cooldown),
    ...count('entriesMax', said.entries),
  })
}

/** The rules in their canonical form: checking them again changes nothing. Refuses what cannot be read, and rules that do not go together. */
export function checkRules(rules: StrategyRules): StrategyRules {
  const { entry, exit, stop, target, trail, size, holdBars = 0, coolDownBars = 0, entriesMax = 1 } = rules
  if (readSize(size).kind === 'risk' && stop === undefined) throw withoutStop(`A size of "${size}"`)
  if (target !== undefined && readLevel(target, 'target').kind === 'risks' && stop === undefined)
    throw withoutStop(`A target of "${target}"`)
  return {
    entry: condition(entry, 'entry'),
    ...(exit === undefined ? {} : { exit: condition(exit, 'exit') }),
    ...(stop === undefined ? {} : { stop: level(stop, 'stop') }),
    ...(target === undefined ? {} : { target: level(target, 'target') }),
    ...(trail === undefined ? {} : { trail: printNumber(readTrail(trail), true) }),
    size: printSize(readSize(size)),
    ...counted('holdBars', holdBars, { least: 0, most: HOLD_BARS_MAX, usual: 0, word: 'hold' }),
    ...counted('coolDownBars', coolDownBars, { least: 0, most: COOL_DOWN_BARS_MAX, usual: 0, word: 'cooldown' }),
    ...counted('entriesMax', entriesMax, { least: 1, most: ENTRIES_MAX, usual: 1, word: 'entries' }),
  }
}

/** "3%" as a share in (0, 1). */
export function readTrail(word: string): number {
  const [, digits = ''] = PERCENT.exec(word.trim()) ?? []
  const share = digits === '' ? undefined : readNumber(digits, true)
  if (share !== undefined && share > 0 && share < 1) return share
  throw new Refusal('bad-input', `A trail says how far below the highest price it sells, so "${word.trim()}" is none.`, {
    hint: 'For example: trail 3%',
  })
}

/** A condition about the market at hand. */
export function readSignal(text: string, place: 'entry' | 'exit'): Formula {
  const formula = readCondition(text)
  if (formula.scope === undefined) return formula
  throw new Refusal('bad-input', `The ${place} is asked of each market on its own, so it takes no any(…).`, {
    hint: `Name the markets beside it: markets "btc, eth" ${place} "rsi(14) < 30"`,
  })
}

function condition(text: string, place: 'entry' | 'exit'): string {
  return readSignal(text, place).text
}

function level(text: string, place: LevelPlace): string {
  const read = readLevel(text, place)
  if (place === 'stop' && read.kind === 'risks')
    throw new Refusal('bad-input', `"${text}" is counted from the stop, so the stop itself cannot be.`, {
      hint: 'For example: stop 3% target 2r',
    })
  return printLevel(read)
}

interface Bounds {
  readonly least: number
  readonly most: number
  /** What is meant where nothing is said, so it need not be kept. */
  readonly usual: number
  readonly word: string
}

function counted(name: 'holdBars' | 'coolDownBars' | 'entriesMax', value: number, { least, most, usual, word }: Bounds) {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Refusal('bad-input', `${word} takes a whole number from ${least} to ${most}.`, { hint: `For example: ${word} 10` })
  return value === usual ? {} : { [name]: value }
}

function withoutStop(what: string): Refusal {
  return new Refusal('bad-input', `${what} is counted by the way to the stop, and there is none.`, { hint: 'Add one: stop 3%' })
}
