import type { AccountStore, NewUser, PaperAccount, User } from '../../src/accounts/account-ports.ts'
import type { Origin } from '../../src/basics/origin.ts'

/** Accounts in memory. Like a database, it lets other work in before it answers. */
export function fakeAccountStore() {
  const users = new Map<string, User>()
  const papers = new Map<string, PaperAccount>()
  const origins: Origin[] = []
  const nameOf = ({ platform, subject }: { platform: string; subject: string }): string => `${platform} ${subject}`
  const store: AccountStore = {
    async find(identity) {
      return users.get(nameOf(identity))
    },
    async create(newcomer: NewUser, origin) {
      const before = users.get(nameOf(newcomer.identity))
      if (before !== undefined) return { user: before, made: false }
      const { id, role, status, displayName, paper } = newcomer
      const user: User = { id, role, status, displayName, createdAt: new Date(0) }
      users.set(nameOf(newcomer.identity), user)
      if (paper !== undefined) papers.set(id, { ...paper, epoch: 1, openedAt: new Date(0) })
      origins.push(origin)
      return { user, made: true }
    },
    async paperAccount(userId) {
      return papers.get(userId)
    },
  }
  /** What only an admin or another process would do. */
  const change = (identity: { platform: string; subject: string }, changes: Partial<User>): void => {
    const user = users.get(nameOf(identity))
    if (user !== undefined) users.set(nameOf(identity), { ...user, ...changes })
  }
  return { store, change, origins, count: () => users.size }
}
