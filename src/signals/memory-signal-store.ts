import type { Transaction } from '../basics/transaction.ts'
import { createTurns } from '../basics/turns.ts'
import { recordOf } from './memory-record.ts'
import type { KeptSignal, SignalOutcome } from './signal.ts'
import type { Cell, Feed, Look, SeriesKey, SignalQuery, SignalStore } from './signal-ports.ts'

/** Whatever is told here joins no transaction: nothing of it outlives the store. */
const NO_TRANSACTION = {} as Transaction

interface Memory {
  readonly cells: Map<string, Cell>
  /** By what they are: of each there is one. */
  readonly signals: Map<string, { readonly feed: Feed; readonly signal: Look['signals'][number] }>
  readonly ids: Set<string>
  /** By the id of their signal. */
  readonly outcomes: Map<string, SignalOutcome>
}

/** Keeps cells, signals and outcomes for as long as it lives: for practice, of which nothing is kept. Nobody asks it for findings, so it forgets them. */
export function createMemorySignalStore(): SignalStore {
  const memory: Memory = { cells: new Map(), signals: new Map(), ids: new Set(), outcomes: new Map() }
  const inTurn = createTurns()
  /** As they were known at a time, newest first, and of those the surest. */
  const knownAt = (feed: Feed, now: number): readonly KeptSignal[] =>
    [...memory.signals.values()]
      .filter((kept) => kept.feed === feed && kept.signal.at <= now)
      .map(({ signal }) => ({ ...signal, outcome: outcomeBy(memory, signal.id, now) }))
      .sort((one, other) => other.at - one.at || other.confidence - one.confidence || (one.id < other.id ? -1 : 1))

  return {
    cells: async (feed, marketIds) =>
      [...memory.cells.values()].filter((cell) => cell.feed === feed && (marketIds === undefined || marketIds.includes(cell.marketId))),
    undecided: async ({ feed, marketId, timeframe }) =>
      knownAt(feed, Number.POSITIVE_INFINITY)
        .filter((signal) => signal.outcome === undefined && signal.marketId === marketId && signal.timeframe === timeframe)
        .toReversed(),
    keep: (look, tell) =>
      inTurn('looks', async () => {
        if (!follows(memory.cells.get(keyOf(look.series)), look.before)) return false
        const fresh = freshOf(memory, look)
        if (fresh.size > 0) await tell(NO_TRANSACTION, [...fresh.values()])
        keepLook(memory, look, fresh)
        return true
      }),
    list: async (query) =>
      knownAt(query.feed, query.now)
        .filter((signal) => answers(signal, query))
        .slice(0, query.limit),
    find: async (feed, code, now) => knownAt(feed, now).find((signal) => signal.code === code),
    record: async (query) => recordOf(knownAt(query.feed, query.now), query),
  }
}

function follows(cell: Cell | undefined, before: Look['before']): boolean {
  return cell?.candle === before?.candle && cell?.version === before?.version
}

/** The signals of a look that nobody knew, by what they are. */
function freshOf({ signals }: Memory, look: Look): ReadonlyMap<string, Look['signals'][number]> {
  const fresh = new Map<string, Look['signals'][number]>()
  for (const signal of look.signals) {
    const key = [keyOf({ ...signal, feed: look.series.feed }), signal.source, signal.direction, signal.last].join(' ')
    if (!signals.has(key) && !fresh.has(key)) fresh.set(key, signal)
  }
  return fresh
}

function keepLook(
  { cells, signals, ids, outcomes }: Memory,
  { series, cell, outcomes: decided }: Look,
  fresh: ReturnType<typeof freshOf>,
): void {
  cells.set(keyOf(series), cell)
  for (const [key, signal] of fresh) {
    signals.set(key, { feed: series.feed, signal })
    ids.add(signal.id)
  }
  for (const { signalId, outcome } of decided) if (ids.has(signalId) && !outcomes.has(signalId)) outcomes.set(signalId, outcome)
}

function outcomeBy({ outcomes }: Memory, signalId: string, now: number): SignalOutcome | undefined {
  const outcome = outcomes.get(signalId)
  return outcome !== undefined && outcome.at <= now ? outcome : undefined
}

function answers(signal: KeptSignal, { marketIds, timeframe, source, direction, minConfidence, open, now }: SignalQuery): boolean {
  return (
    (marketIds === undefined || marketIds.includes(signal.marketId)) &&
    (timeframe === undefined || signal.timeframe === timeframe) &&
    (source === undefined || signal.source === source) &&
    (direction === undefined || signal.direction === direction) &&
    (minConfidence === undefined || signal.confidence >= minConfidence) &&
    (open !== true || (signal.outcome === undefined && signal.until > now))
  )
}

function keyOf({ feed, marketId, timeframe }: SeriesKey): string {
  return `${feed} ${marketId} ${timeframe}`
}
