import type { WallClock } from '../basics/clock.ts'
import { AlreadyDone, type Origin } from '../basics/origin.ts'
import type { Connection } from './connection.ts'
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
