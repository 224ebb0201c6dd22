import type { WallClock } from '../basics/clock.ts'
import { AlreadyDone, type Origin } from '../basics/origin.ts'
import type { Connection } from './engine/connection.ts'
import type { Sql } from './engine/sql-driver.ts'
import type { Prisma } from './generated/client.ts'

/** What every store is made of. */
export interface StoreParts {
  readonly connection: Connection
  readonly clock: Pick<WallClock, 'now'>
}

interface Change<T> {
  readonly origin: Origin
  /** What is changed, such as "user:<id>". */
  readonly subject: string
  readonly work: (tx: Prisma.TransactionClient, now: Date) => Promise<T>
}

/** A change and its audit row in one transaction. Throws `AlreadyDone`, and changes nothing, when this call made its change before. */
export function auditedChange<T>({ connection, clock }: StoreParts, { origin, subject, work }: Change<T>): Promise<T> {
  const at = new Date(clock.now())
  const { callId, userId: actorId, action, platform } = origin
  return connection.transaction(async (tx) => {
    const row = { callId, actorId, action, subject, platform, outcome: 'done', at }
    const { count } = await tx.auditEntry.createMany({ data: [row], skipDuplicates: true })
    if (count === 0) throw new AlreadyDone(`The call ${callId} made its change before`)
    return work(tx, at)
  })
}

interface SqlChange<T> {
  /** Without it the change is one that nobody asked for, such as settling, and has no audit row. */
  readonly origin: Origin | undefined
  readonly subject: string
  readonly work: (sql: Sql, now: Date) => Promise<T>
}

/** The same by hand. */
export function auditedSqlChange<T>({ connection, clock }: StoreParts, { origin, subject, work }: SqlChange<T>): Promise<T> {
  const at = new Date(clock.now())
  return connection.sqlTransaction(async (sql) => {
    if (origin !== undefined) await auditOnce(sql, { origin, subject, at })
    return work(sql, at)
  })
}

async function auditOnce(sql: Sql, { origin, subject, at }: { origin: Origin; subject: string; at: Date }): Promise<void> {
  const { callId, userId, action, platform } = origin
  const written = await sql.run(
    `INSERT INTO audit_entries (call_id, actor_id, action, subject, platform, outcome, at) VALUES ($1, $2, $3, $4, $5, 'done', $6)
     ON CONFLICT (call_id) DO NOTHING RETURNING sequence`,
    [callId, userId, action, subject, platform, at.toISOString()],
  )
  if (written.length === 0) throw new AlreadyDone(`The call ${callId} made its change before`)
}
