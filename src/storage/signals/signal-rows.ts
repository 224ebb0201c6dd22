import { z } from 'zod'
import { TIMEFRAMES } from '../../basics/timeframe.ts'
import { type Cell, FINDING_KINDS, type RecordRow, type SignalStore } from '../../signals/signal-ports.ts'
import { Prisma } from '../generated/client.ts'

const PART = z.object({ name: z.string(), value: z.number(), words: z.string() })

const OUTCOME = z.object({
  kind: z.enum(['target', 'stop', 'expired']),
  at: z.number(),
  exit: z.number(),
  r: z.number(),
  ambiguous: z.boolean(),
})

const SIGNAL = z.object({
  id: z.string(),
  code: z.string(),
  source: z.string(),
  version: z.number(),
  marketId: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  direction: z.enum(['long', 'short']),
  entry: z.number(),
  stop: z.number(),
  targets: z.array(z.number()),
  confidence: z.number(),
  parts: z.array(PART.extend({ weight: z.number() })),
  first: z.number(),
  last: z.number(),
  at: z.number(),
  until: z.number(),
  live: z.boolean(),
  outcome: OUTCOME.nullable(),
})

/** What `signalFrom` reads: of `signals AS signal` and `signal_outcomes AS outcome`. */
export const SIGNAL_COLUMNS = `signal.id, signal.code, signal.source, signal.version, signal.market_id AS "marketId", signal.timeframe,
  signal.direction, signal.entry, signal.stop, signal.targets, signal.confidence, signal.parts, signal.first, signal.last,
  signal.at, signal.until, signal.live,
  CASE WHEN outcome.signal_id IS NOT NULL THEN json_build_object(
    'kind', outcome.kind, 'at', outcome.at, 'exit', outcome.exit, 'r', outcome.r, 'ambiguous', outcome.ambiguous) END AS outcome`

type KeptSignal = Awaited<ReturnType<SignalStore['list']>>[number]

export function signalFrom(row: unknown): KeptSignal {
  const { outcome, ...signal } = SIGNAL.parse(row)
  return { ...signal, outcome: outcome ?? undefined }
}

const CELL = z.object({
  feed: z.enum(['live', 'replay', 'simulated']),
  marketId: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  version: z.number(),
  candle: z.number(),
  at: z.number(),
  bias: z.number(),
  parts: z.array(PART),
  // What is known under another name by now says nothing any more.
  finding: z
    .object({ kind: z.enum(FINDING_KINDS), direction: z.enum(['up', 'down', 'none']) })
    .nullable()
    .catch(null),
})

/** What `cellFrom` reads. */
export const CELL_COLUMNS = 'feed, market_id AS "marketId", timeframe, version, candle, at, bias, parts, finding'

export function cellFrom(row: unknown): Cell {
  const { finding, ...cell } = CELL.parse(row)
  return { ...cell, ...(finding === null ? {} : { finding }) }
}

/** What a look changes of a cell. */
export function cellRow({ version, candle, at, bias, parts, finding }: Cell) {
  return {
    version,
    candle: BigInt(candle),
    at: BigInt(at),
    bias,
    parts: parts.map((part) => ({ ...part })),
    finding: finding === undefined ? Prisma.DbNull : { ...finding },
  } satisfies Prisma.CellUpdateManyMutationInput
}

const RECORD = z.object({
  source: z.string(),
  version: z.number(),
  live: z.boolean(),
  decided: z.number(),
  targets: z.number(),
  stops: z.number(),
  expired: z.number(),
  ambiguous: z.number(),
  winners: z.number(),
  averageR: z.number(),
  open: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
})

export function recordFrom(row: unknown): RecordRow {
  return RECORD.parse(row)
}
