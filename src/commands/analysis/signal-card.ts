import { type Block, type Button, fields, type Reply, text } from '../../basics/reply.ts'
import { showPercent, showPrice, showTime } from '../../basics/show.ts'
import type { PriceMark } from '../../charts/charts.ts'
import type { KeptSignal, SignalOutcome } from '../../signals/signal.ts'
import type { WatchedMarket } from '../../signals/signal-ports.ts'
import { sourceEntry, sourceTitle } from '../../signals/signal-sources.ts'
import { backtestButton } from '../backtest-button.ts'

/** Nearly where signals have their levels: those differ from one to the next, and a test needs a rule. */
const LEVELS_TESTED = { stop: '2 atr', target: '2r' } as const

type Said = Omit<KeptSignal, 'outcome'> & { readonly outcome?: SignalOutcome | undefined }

export interface SignalView {
  readonly signal: Said
  /** Others that say the same at the same candle. */
  readonly others?: readonly Pick<Said, 'source'>[]
  readonly market: Pick<WatchedMarket, 'symbol' | 'base' | 'quote' | 'tick'>
  readonly zone: string
}

/** A signal in one line: "Long BTC/USDT 4h, confidence 72". */
function signalTitle({ signal, market }: Pick<SignalView, 'signal' | 'market'>): string {
  const way = signal.direction === 'long' ? 'Long' : 'Short'
  return `${way} ${market.symbol} ${signal.timeframe}, confidence ${signal.confidence}`
}

/** What a signal says, why, and what came of it. */
function signalBlocks({ signal, others = [], market, zone }: SignalView): readonly Block[] {
  const { entry, stop, targets, at, until, outcome } = signal
  const price = (value: number): string => `${showPrice(value, market.tick)} ${market.quote}`
  const away = (value: number): string => `${price(value)} (${showPercent(value / entry - 1)})`
  return [
    fields({
      Entry: `${price(entry)}, at the close`,
      Stop: away(stop),
      ...Object.fromEntries(
        targets.map((target, index) => [
          targets.length === 1 ? 'Target' : `Target ${index + 1}`,
          `${away(target)}, ${riskWords(signal, target)}`,
        ]),
      ),
      From: sourceTitle(signal.source),
      Said: `${showTime(at, zone)}${signal.live ? '' : ', found afterwards'}`,
      ...(outcome === undefined ? { 'Good until': showTime(until, zone) } : { Outcome: outcomeWords(outcome, { market, zone }) }),
      Code: signal.code,
    }),
    ...(others.length === 0 ? [] : [text(`The same says: ${others.map(({ source }) => sourceTitle(source)).join(', ')}.`)]),
    text(whyWords(signal)),
  ]
}

/** Each part of the confidence on a line of its own: what was seen, how far that speaks for it, and how much it weighs. */
function whyWords({ parts, confidence }: Pick<Said, 'parts' | 'confidence'>): string {
  const heaviest = [...parts].sort((one, other) => other.weight - one.weight)
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
  const lines = heaviest.map(
    ({ name, words, value, weight }) =>
      `${name}: ${words} (${Math.round(value * 100)} of 100, ${Math.round((100 * weight) / weights)}% of the weight)`,
  )
  return [`Why ${confidence}:`, ...lines].join('\n')
}

/** "Target at +3.20%, +1.45 R after fees, 2026-03-01 04:00 UTC". */
export function outcomeWords(
  { kind, r, at, exit, ambiguous }: SignalOutcome,
  { market, zone }: Pick<SignalView, 'market' | 'zone'>,
): string {
  const what = { target: 'target reached', stop: 'stopped', expired: 'time was over' }[kind]
  const doubt = ambiguous ? '; the candle touched both, so it counts as stopped' : ''
  return `${what} at ${showPrice(exit, market.tick)}, ${rWords(r)} after fees, ${showTime(at, zone)}${doubt}`
}

/** A result in multiples of what was risked: "+1.45 R". */
export function rWords(r: number): string {
  return `${r > 0 ? '+' : r < 0 ? '-' : ''}${Math.abs(r).toFixed(2)} R`
}

/** How far a target is in multiples of the way to the stop. */
function riskWords({ entry, stop }: Said, target: number): string {
  return `${Math.abs((target - entry) / (entry - stop)).toFixed(1)} R`
}

export function signalMarks({ entry, stop, targets }: Pick<Said, 'entry' | 'stop' | 'targets'>): readonly PriceMark[] {
  return [
    { price: entry, label: 'Entry', tone: 'neutral' },
    { price: stop, label: 'Stop', tone: 'bad' },
    ...targets.map((price, index): PriceMark => ({ price, label: targets.length === 1 ? 'Target' : `Target ${index + 1}`, tone: 'good' })),
  ]
}

/** What one can do with a signal: look at it, and buy where it is long and may still be decided. */
function signalButtons({ signal, market }: Pick<SignalView, 'signal' | 'market'>, now: number): readonly Button[] {
  const { marketId, timeframe, direction, outcome, until, stop, targets, code, source } = signal
  const open = outcome === undefined && now < until
  const chart: Button = { kind: 'run', label: 'Chart', command: 'chart', input: { market: marketId, timeframes: [timeframe] } }
  const why: Button = { kind: 'run', label: 'Patterns', command: 'patterns', input: { market: marketId, timeframe } }
  const entry = direction === 'long' ? sourceEntry(source) : undefined
  const test = entry === undefined ? [] : [backtestButton({ entry, market: marketId, timeframe, ...LEVELS_TESTED })]
  if (direction === 'short' || !open) return [chart, why, ...test]
  const target = targets[0]
  const order = {
    market: marketId,
    risk: '1%',
    sl: digits(stop),
    ...(target === undefined ? {} : { tp: [digits(target)] }),
    tag: `signal-${code}`,
  }
  return [{ kind: 'run', label: `Buy ${market.base}, risk 1%`, command: 'buy', input: order }, chart, why, ...test]

  function digits(value: number): string {
    return showPrice(value, market.tick).replaceAll(',', '')
  }
}

/** A signal as it is told to people who asked for such: without a picture where none could be drawn. */
export function signalReply(view: SignalView, { blocks, now }: { readonly blocks: readonly Block[]; readonly now: number }): Reply {
  return {
    title: signalTitle(view),
    tone: view.signal.direction === 'long' ? 'good' : 'bad',
    blocks: [...blocks, ...signalBlocks(view)],
    buttons: signalButtons(view, now),
  }
}
