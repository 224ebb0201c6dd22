import { printNumber } from '../../analysis/formula/reading/number-literal.ts'
import { showDuration } from '../../basics/duration.ts'
import { lengthOf, type Timeframe } from '../../basics/timeframe.ts'
import { readSize } from '../../strategies/entry-size.ts'
import { type LevelPlace, readLevel } from '../../strategies/exit-level.ts'
import type { StrategyDraft, StrategyRules } from '../../strategies/strategy.ts'

/** What a strategy does, for people, with its formulas. */
export function ruleWords({ rules, timeframe }: Pick<StrategyDraft, 'rules' | 'timeframe'>): Readonly<Record<string, string>> {
  const { entry, exit, stop, target, trail, size, holdBars, coolDownBars, entriesMax = 1 } = rules
  const sells = [exit, stop, target, trail, holdBars].some((way) => way !== undefined)
  return {
    'Buys when': entry,
    ...(exit === undefined ? {} : { 'Sells when': exit }),
    ...(sells ? {} : { 'Sells when': 'Never: it has no exit, stop, target, trail or hold' }),
    Stop: stop === undefined ? 'None: nothing but its other exits limits a loss' : levelWords(stop, 'stop'),
    ...(target === undefined ? {} : { Target: levelWords(target, 'target') }),
    ...(trail === undefined ? {} : { Trail: `${trail} below the highest price since it bought` }),
    Size: sizeWords(size),
    ...(entriesMax === 1 ? {} : { Entries: `Buys up to ${entriesMax} times before it sells` }),
    ...(holdBars === undefined ? {} : { 'Time limit': `Sells after ${barWords(holdBars, timeframe)}` }),
    ...(coolDownBars === undefined ? {} : { 'Cool-down': `Waits ${barWords(coolDownBars, timeframe)} after an exit` }),
  }
}

/** Short, as they are said: "entry rsi(14) < 30 stop 3%". */
export function saidWords({
  entry,
  exit,
  stop,
  target,
  trail,
  size,
  holdBars,
  coolDownBars,
  entriesMax,
}: StrategyRules): Readonly<Record<string, string>> {
  const said = { entry, exit, stop, target, trail, size, hold: holdBars, cooldown: coolDownBars, entries: entriesMax }
  return Object.fromEntries(Object.entries(said).flatMap(([word, value]) => (value === undefined ? [] : [[word, String(value)]])))
}

function levelWords(word: string, place: LevelPlace): string {
  const level = readLevel(word, place)
  const side = place === 'stop' ? 'below' : 'above'
  switch (level.kind) {
    case 'share':
      return `${word} ${side} the mean of what it paid`
    case 'ranges':
      return `${printNumber(level.ranges)} average ranges (ATR 14) ${side} what it paid`
    case 'risks':
      return `${printNumber(level.risks)} times as far above what it paid as the stop is below`
    case 'formula':
      return `At ${word}, as it was when it bought`
  }
}

function sizeWords(word: string): string {
  const size = readSize(word)
  switch (size.kind) {
    case 'share':
      return `${word} of what the account is worth`
    case 'money':
      return `${word} each time`
    case 'risk':
      return `As much as loses ${printNumber(size.share, true)} of the account at the stop`
  }
}

function barWords(bars: number, timeframe: Timeframe): string {
  return `${bars} ${bars === 1 ? 'candle' : 'candles'} (${showDuration(bars * lengthOf(timeframe))})`
}
