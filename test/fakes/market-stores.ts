import type { PracticeSession, PracticeStore, WatchlistStore } from '../../src/market/market-ports.ts'

export function memoryPracticeStore(): PracticeStore {
  const sessions = new Map<string, PracticeSession>()
  return {
    read: async (userId) => sessions.get(userId),
    async write(userId, session) {
      sessions.set(userId, session)
    },
    async clear(userId) {
      sessions.delete(userId)
    },
  }
}

export function memoryWatchlistStore(): WatchlistStore {
  const lists = new Map<string, readonly string[]>()
  const listOf = (userId: string): readonly string[] => lists.get(userId) ?? []
  return {
    list: async (userId) => listOf(userId),
    async add(userId, marketIds) {
      lists.set(userId, [...new Set([...listOf(userId), ...marketIds])])
    },
    async remove(userId, marketIds) {
      lists.set(
        userId,
        listOf(userId).filter((id) => !marketIds.includes(id)),
      )
    },
  }
}
