import type { Origin } from '../../basics/origin.ts'
import { Refusal } from '../../basics/refusal.ts'
import { type FollowedStrategy, STRATEGIES_MAX, type Strategy, type StrategyStore, VERSIONS_MAX } from '../../strategies/strategy-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'
import { Prisma } from '../generated/client.ts'
import { storableText } from '../storable-text.ts'
import { readFollowed, readShared, readStrategies, readVersions, versionRow } from './strategy-rows.ts'

export function createStrategyStore(parts: StoreParts): StrategyStore {
  const { sql } = parts.connection

  /** Whatever is done to one that is somebody's and there. */
  const changeOne = (
    { userId, strategyId, origin }: { readonly userId: string; readonly strategyId: string; readonly origin: Origin },
    data: (now: Date) => Prisma.StrategyUpdateManyMutationInput,
  ): Promise<void> =>
    auditedChange(parts, {
      origin,
      subject: `strategy:${strategyId}`,
      async work(tx, updatedAt) {
        const { count } = await tx.strategy.updateMany({
          where: { id: strategyId, userId, deletedAt: null },
          data: { ...data(updatedAt), updatedAt },
        })
        if (count === 0) throw gone()
      },
    })
  const one = async (userId: string, strategyId: string): Promise<Strategy> => {
    const found = (await readStrategies(sql, userId)).find(({ id }) => id === strategyId)
    if (found === undefined) throw gone()
    return found
  }

  return {
    of: (userId) => readStrategies(sql, userId),
    async create(userId, { strategyId, versionId, draft: said, followed }, origin) {
      const draft = { ...said, description: storableText(said.description) }
      await auditedChange(parts, {
        origin,
        subject: `strategy:${strategyId}`,
        async work(tx, now) {
          await checkRoom(tx, userId)
          await checkName(tx, { userId, strategyId, name: draft.name })
          const data = { id: strategyId, userId, name: draft.name, createdAt: now, updatedAt: now }
          await tx.strategy.create({ data: { ...data, ...followedRow(followed) } })
          await tx.strategyVersion.create({ data: versionRow(draft, { id: versionId, strategyId, version: 1, createdAt: now }) })
        },
      })
      return one(userId, strategyId)
    },
    async revise(userId, { strategyId, versionId, draft: said }, origin) {
      const draft = { ...said, description: storableText(said.description) }
      await auditedChange(parts, {
        origin,
        subject: `strategy:${strategyId}`,
        async work(tx, now) {
          await lockOwner(tx, userId)
          await checkName(tx, { userId, strategyId, name: draft.name })
          const { count } = await tx.strategy.updateMany({
            where: { id: strategyId, userId, deletedAt: null },
            data: { name: draft.name, updatedAt: now },
          })
          if (count === 0) throw gone()
          const version = 1 + (await tx.strategyVersion.count({ where: { strategyId } }))
          if (version > VERSIONS_MAX) throw tooManyVersions(draft.name)
          await tx.strategyVersion.create({ data: versionRow(draft, { id: versionId, strategyId, version, createdAt: now }) })
        },
      })
      return one(userId, strategyId)
    },
    versions: (userId, strategyId) => readVersions(sql, userId, strategyId),
    delete: (userId, strategyId, origin) =>
      changeOne({ userId, strategyId, origin }, (deletedAt) => ({ ...followedRow(undefined), shareCode: null, deletedAt })),
    follow: (userId, strategyId, followed, origin) => changeOne({ userId, strategyId, origin }, () => followedRow(followed)),
    share: (userId, strategyId, shareCode, origin) => changeOne({ userId, strategyId, origin }, () => ({ shareCode })),
    shared: (code) => readShared(sql, code),
    allFollowed: () => readFollowed(sql),
  }
}

function followedRow(followed: FollowedStrategy | undefined) {
  return {
    followedVersionId: followed?.versionId ?? null,
    followedMarkets: followed === undefined ? Prisma.DbNull : [...followed.markets],
    followedTimeframe: followed?.timeframe ?? null,
    followedMode: followed?.mode ?? null,
    followedSince: followed === undefined ? null : new Date(followed.since),
  }
}

/** What one person does at once takes turns, so that strategies are counted and names are seen. */
async function lockOwner(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
}

async function checkRoom(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await lockOwner(tx, userId)
  if ((await tx.strategy.count({ where: { userId, deletedAt: null } })) < STRATEGIES_MAX) return
  throw new Refusal('over-limit', `You have ${STRATEGIES_MAX} strategies, and more are not kept.`, {
    hint: 'Delete one that you no longer need: /strategy delete my-rsi',
  })
}

interface Naming {
  readonly userId: string
  readonly strategyId: string
  readonly name: string
}

async function checkName(tx: Prisma.TransactionClient, { userId, strategyId, name }: Naming): Promise<void> {
  const taken = await tx.$queryRaw<readonly unknown[]>`
    SELECT 1 FROM strategies WHERE user_id = ${userId}::uuid AND lower(name) = lower(${name}) AND deleted_at IS NULL AND id <> ${strategyId}::uuid`
  if (taken.length === 0) return
  throw new Refusal('conflict', `You have a strategy ${name} already.`, {
    hint: `Take another name, or change that one: /strategy edit ${name} stop 3%`,
  })
}

function tooManyVersions(name: string): Refusal {
  return new Refusal('over-limit', `${name} has ${VERSIONS_MAX} versions, and more are not kept.`, {
    hint: `Go on with a copy: /strategy create ${name}-2 from ${name}`,
  })
}

function gone(): Refusal {
  return new Refusal('not-found', 'That strategy was deleted.', { hint: 'What there is: /strategy' })
}
