import { DAY_MS } from '../basics/timeframe.ts'
import type { Connection } from './engine/connection.ts'
import { thinSnapshots } from './portfolio/equity-store.ts'

/** Beyond its end: a press that a crash cut off may come again that late, as Telegram keeps updates for a day. */
const PRESS_DAYS = 1
const INBOX_DAYS = 7
const OUTBOX_DAYS = 30
const CANDLE_FAULT_DAYS = 90
const JOB_RUN_DAYS = 90
const PATTERN_DAYS = 90
const STRATEGY_NOTE_DAYS = 90
/** Signals with what came of them: a track record of two years. The cells, which say how far each series was looked at, stay for ever. */
const SIGNAL_DAYS = 730
/** So long after its minute a question that nobody answered can still be told from one that never was. */
const DRAFT_DAYS = 1
/** After this long one day of equity is told by its highest and its last snapshot. */
const SNAPSHOT_DAYS = 90

/** How many rows had outlived their time. */
export interface Swept {
  readonly presses: number
  readonly inbox: number
  readonly outbox: number
  readonly candleFaults: number
  readonly jobRuns: number
  readonly snapshots: number
  readonly drafts: number
  readonly patterns: number
  readonly signals: number
  readonly strategyNotes: number
}

/** Deletes what is kept for a while only: expired presses, old deliveries and messages, candles set aside, runs of jobs, drafts that nobody confirmed, old findings, signals and notes of strategies; thins out old snapshots of equity. */
export async function sweep(connection: Pick<Connection, 'orm'>, now: number): Promise<Swept> {
  const { orm } = connection
  const daysBefore = (days: number): Date => new Date(now - days * DAY_MS)
  const presses = await orm.press.deleteMany({ where: { expiresAt: { lte: daysBefore(PRESS_DAYS) } } })
  const inbox = await orm.inboxEntry.deleteMany({ where: { createdAt: { lt: daysBefore(INBOX_DAYS) } } })
  const outbox = await orm.outboxMessage.deleteMany({ where: { createdAt: { lt: daysBefore(OUTBOX_DAYS) } } })
  await orm.deadChannel.deleteMany({ where: { until: { lt: new Date(now) } } })
  const candleFaults = await orm.candleFault.deleteMany({ where: { createdAt: { lt: daysBefore(CANDLE_FAULT_DAYS) } } })
  const jobRuns = await orm.jobRun.deleteMany({ where: { startedAt: { lt: daysBefore(JOB_RUN_DAYS) } } })
  const drafts = await orm.intent.deleteMany({ where: { state: 'draft', expiresAt: { lt: daysBefore(DRAFT_DAYS) } } })
  const patterns = await orm.pattern.deleteMany({ where: { createdAt: { lt: daysBefore(PATTERN_DAYS) } } })
  const signals = await orm.signal.deleteMany({ where: { createdAt: { lt: daysBefore(SIGNAL_DAYS) } } })
  const strategyNotes = await orm.strategyNote.deleteMany({ where: { createdAt: { lt: daysBefore(STRATEGY_NOTE_DAYS) } } })
  return {
    presses: presses.count,
    inbox: inbox.count,
    outbox: outbox.count,
    candleFaults: candleFaults.count,
    jobRuns: jobRuns.count,
    snapshots: await thinSnapshots(connection, daysBefore(SNAPSHOT_DAYS)),
    drafts: drafts.count,
    patterns: patterns.count,
    signals: signals.count,
    strategyNotes: strategyNotes.count,
  }
}
