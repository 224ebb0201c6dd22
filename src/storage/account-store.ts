import type { AccountStore, Identity, NewUser, PaperAccount, User } from '../accounts/account-ports.ts'
import { decimal } from '../basics/money.ts'
import { AlreadyDone, type Origin } from '../basics/origin.ts'
import { auditedChange, type StoreParts } from './audited-change.ts'
import { Prisma, type User as UserRow } from './generated/client.ts'
import { storableText } from './storable-text.ts'

const UNIQUE_VIOLATION = 'P2002'

export function createAccountStore(parts: StoreParts): AccountStore {
  const { connection } = parts
  const find = async (identity: Identity): Promise<User | undefined> => {
    const { platform, subject } = identity
    const row = await connection.orm.user.findFirst({ where: { identities: { some: { platform, subject } } } })
    return row === null ? undefined : userFrom(row)
  }
  return {
    find,
    async create(user, origin) {
      try {
        return { user: await insert(parts, user, origin), made: true }
      } catch (error) {
        const before = isTaken(error) ? await find(user.identity) : undefined
        if (before === undefined) throw error
        return { user: before, made: false }
      }
    },
    async paperAccount(userId) {
      const row = await connection.orm.book.findFirst({ where: { userId, mode: 'paper', kind: 'main', closedAt: null } })
      return row === null ? undefined : paperAccountFrom(row)
    },
  }
}

/** Its audit row has a call id of its own, so that the command in the same call can still write one. */
function insert(parts: StoreParts, user: NewUser, origin: Origin): Promise<User> {
  const { id, identity, role, status, paper } = user
  const displayName = storableText(user.displayName)
  return auditedChange(parts, {
    origin: { ...origin, callId: `${origin.callId}:account`, action: 'account created' },
    subject: `user:${id}`,
    async work(tx, now) {
      await tx.user.create({ data: { id, role, status, displayName, createdAt: now, updatedAt: now } })
      await tx.identity.create({ data: { ...identity, userId: id, createdAt: now } })
      if (paper !== undefined)
        await tx.book.create({ data: { ...paper, opening: paper.opening.toFixed(), userId: id, epoch: 1, openedAt: now } })
      return { id, role, status, displayName, createdAt: now }
    },
  })
}

/** Another call made it first, or this very call did before it was delivered again. */
function isTaken(error: unknown): boolean {
  return error instanceof AlreadyDone || (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION)
}

function userFrom({ id, role, status, displayName, createdAt }: UserRow): User {
  return { id, role, status, displayName, createdAt }
}

function paperAccountFrom(row: Prisma.BookModel): PaperAccount {
  const { id, epoch, source, asset, openedAt } = row
  return { id, epoch, source, asset, opening: decimal(row.opening.toFixed()), openedAt }
}
