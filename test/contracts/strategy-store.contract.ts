import { beforeEach, describe, expect, test } from 'vitest'
import { AlreadyDone } from '../../src/basics/origin.ts'
import type { FollowedStrategy, StrategyDraft } from '../../src/strategies/strategy.ts'
import { STRATEGIES_MAX, type StrategyStore } from '../../src/strategies/strategy-ports.ts'
import { uuid } from '../fixtures/book-rows.ts'
import { nextOrigin } from './setting-store.contract.ts'

interface Subject {
  readonly strategies: StrategyStore
  /** Makes somebody with this name; returns his id. */
  readonly join: (name: string) => Promise<string>
}

export const DRAFT: StrategyDraft = {
  name: 'my-rsi',
  description: 'Waits for a dip.',
  kind: 'reversion',
  timeframe: '4h',
  markets: ['binance:BTC/USDT'],
  rules: { entry: 'rsi(14) < 30', exit: 'rsi(14) > 70', stop: '3%', size: 'risk 1%', holdBars: 24 },
}

export const followedAs = (versionId: string, about: Partial<FollowedStrategy> = {}): FollowedStrategy => ({
  versionId,
  version: 1,
  markets: ['binance:BTC/USDT', 'binance:ETH/USDT'],
  timeframe: '1h',
  mode: 'paper',
  since: Date.UTC(2026, 0, 2),
  ...about,
})

/** What every keeper of strategies does. Called at the top of a test file; `open` gives an empty one. */
export function strategyStoreContract(open: () => Promise<Subject>): void {
  describe('a keeper of strategies', () => {
    let subject: Subject
    let ann: string
    let made: number
    beforeEach(async () => {
      subject = await open()
      made = 0
      ann = await subject.join('ann')
    })
    const stage: Stage = {
      get subject() {
        return subject
      },
      get ann() {
        return ann
      },
      create(about = {}, { userId = ann, followed } = {}) {
        made += 2
        const [strategyId, versionId] = [uuid(made), uuid(made + 1)]
        const draft = { ...DRAFT, name: `s${made}`, ...about }
        return subject.strategies.create(
          userId,
          { strategyId, versionId, draft, ...(followed && { followed: followedAs(versionId) }) },
          nextOrigin(),
        )
      },
      revise(strategyId, about = {}, userId = ann) {
        made += 2
        return subject.strategies.revise(userId, { strategyId, versionId: uuid(made + 1), draft: { ...DRAFT, ...about } }, nextOrigin())
      },
    }
    keeping(stage)
    naming(stage)
    versioning(stage)
    following(stage)
    sharing(stage)
  })
}

interface Stage {
  readonly subject: Subject
  readonly ann: string
  create(
    about?: Partial<StrategyDraft>,
    who?: { readonly userId?: string; readonly followed?: boolean },
  ): ReturnType<StrategyStore['create']>
  revise(strategyId: string, about?: Partial<StrategyDraft>, userId?: string): ReturnType<StrategyStore['revise']>
}

function keeping(stage: Stage): void {
  test('strategies are told to their owner alone, as they were made', async () => {
    const { strategies, join } = stage.subject
    const bob = await join('bob')
    const first = await stage.create({ name: 'my-rsi' })
    const second = await stage.create({
      markets: [],
      rules: { entry: 'bos() != 0', size: '$100', entriesMax: 3, coolDownBars: 2, trail: '4%', target: '2r' },
    })
    await stage.create({}, { userId: bob })
    expect(first).toMatchObject({
      userId: stage.ann,
      shareCode: undefined,
      followed: undefined,
      latest: { ...DRAFT, version: 1, strategyId: first.id },
    })
    expect(await strategies.of(stage.ann)).toEqual([first, second])
    expect(await strategies.of(bob)).toHaveLength(1)
    expect(await strategies.of(uuid(77))).toEqual([])
  })

  test('a call counts once', async () => {
    const { strategies } = stage.subject
    const origin = nextOrigin()
    const wish = { strategyId: uuid(1), versionId: uuid(2), draft: DRAFT }
    await strategies.create(stage.ann, wish, origin)
    await expect(strategies.create(stage.ann, { ...wish, strategyId: uuid(3), versionId: uuid(4) }, origin)).rejects.toThrow(AlreadyDone)
    await expect(strategies.delete(stage.ann, uuid(1), origin)).rejects.toThrow(AlreadyDone)
    expect(await strategies.of(stage.ann)).toHaveLength(1)
  })

  test('nobody has more than there is room for, however many are made at once', async () => {
    const { strategies, join } = stage.subject
    for (let count = 2; count < STRATEGIES_MAX; count++) await stage.create()
    const more = await Promise.allSettled([stage.create(), stage.create(), stage.create()])
    expect(more.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))).toEqual(['over-limit'])
    const [first] = await strategies.of(stage.ann)
    await strategies.delete(stage.ann, first?.id ?? '', nextOrigin())
    await stage.create()
    await stage.create({}, { userId: await join('bob') })
  })

  test('what is deleted is gone, and its name is free', async () => {
    const { strategies } = stage.subject
    const { id } = await stage.create({ name: 'gone' }, { followed: true })
    await strategies.share(stage.ann, id, 'ABCDEF', nextOrigin())
    await strategies.delete(stage.ann, id, nextOrigin())
    expect(await strategies.of(stage.ann)).toEqual([])
    expect(await strategies.versions(stage.ann, id)).toEqual([])
    expect(await strategies.shared('ABCDEF')).toBeUndefined()
    expect(await strategies.allFollowed()).toEqual([])
    await expect(strategies.delete(stage.ann, id, nextOrigin())).rejects.toMatchObject({ code: 'not-found' })
    await expect(stage.revise(id)).rejects.toMatchObject({ code: 'not-found' })
    await stage.create({ name: 'gone' })
  })
}

function naming(stage: Stage): void {
  test('a name is one of the person’s, in any letter case', async () => {
    const bob = await stage.subject.join('bob')
    const mine = await stage.create({ name: 'Mine' })
    const other = await stage.create({ name: 'other' })
    await expect(stage.create({ name: 'mINE' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(stage.revise(other.id, { name: 'mine' })).rejects.toMatchObject({ code: 'conflict' })
    expect((await stage.create({ name: 'mine' }, { userId: bob })).latest.name).toBe('mine')
    expect((await stage.revise(mine.id, { name: 'MINE' })).latest.name).toBe('MINE')
  })

  test('two of one name at once are one', async () => {
    const both = await Promise.allSettled([stage.create({ name: 'twin' }), stage.create({ name: 'Twin' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
}

function versioning(stage: Stage): void {
  test('a change makes the next version, and leaves the ones before', async () => {
    const { strategies, join } = stage.subject
    const first = await stage.create({ name: 'my-rsi' })
    const second = await stage.revise(first.id, { rules: { ...DRAFT.rules, stop: '4%' } })
    expect(second).toMatchObject({ id: first.id, latest: { version: 2, rules: { stop: '4%' } } })
    expect(await strategies.versions(stage.ann, first.id)).toEqual([first.latest, second.latest])
    expect(await strategies.versions(await join('bob'), first.id)).toEqual([])
  })

  test('two changes at once are two versions', async () => {
    const { id } = await stage.create({ name: 'my-rsi' })
    await Promise.all([stage.revise(id, { timeframe: '1h' }), stage.revise(id, { timeframe: '1d' })])
    expect((await stage.subject.strategies.versions(stage.ann, id)).map(({ version }) => version)).toEqual([1, 2, 3])
  })

  test('nobody changes what is another one’s', async () => {
    const { strategies, join } = stage.subject
    const bob = await join('bob')
    const { id, latest } = await stage.create()
    const refused = { code: 'not-found' }
    await expect(stage.revise(id, {}, bob)).rejects.toMatchObject(refused)
    await expect(strategies.delete(bob, id, nextOrigin())).rejects.toMatchObject(refused)
    await expect(strategies.share(bob, id, 'ABCDEF', nextOrigin())).rejects.toMatchObject(refused)
    await expect(strategies.follow(bob, id, followedAs(latest.id), nextOrigin())).rejects.toMatchObject(refused)
    expect(await strategies.of(stage.ann)).toMatchObject([{ shareCode: undefined, followed: undefined, latest }])
  })
}

function following(stage: Stage): void {
  test('what is followed goes on with the version that it was', async () => {
    const { strategies } = stage.subject
    const { id, latest } = await stage.create()
    const followed = followedAs(latest.id)
    await strategies.follow(stage.ann, id, followed, nextOrigin())
    const changed = await stage.revise(id)
    expect(changed).toMatchObject({ followed, latest: { version: 2 } })
    expect(await strategies.allFollowed()).toEqual([{ userId: stage.ann, followed, version: latest }])
    const next = followedAs(changed.latest.id, { version: 2, markets: ['binance:SOL/USDT'] })
    await strategies.follow(stage.ann, id, next, nextOrigin())
    expect(await strategies.allFollowed()).toEqual([{ userId: stage.ann, followed: next, version: changed.latest }])
    await strategies.follow(stage.ann, id, undefined, nextOrigin())
    expect(await strategies.allFollowed()).toEqual([])
    expect((await strategies.of(stage.ann))[0]?.followed).toBeUndefined()
  })

  test('one may be followed from the start', async () => {
    const { followed, latest } = await stage.create({}, { followed: true })
    expect(followed).toEqual(followedAs(latest.id))
  })
}

function sharing(stage: Stage): void {
  test('a code gives the newest version, in any letter case', async () => {
    const { strategies } = stage.subject
    const { id } = await stage.create({ name: 'my-rsi' })
    await strategies.share(stage.ann, id, 'K7QX2M', nextOrigin())
    const { latest, shareCode } = await stage.revise(id, { timeframe: '1d' })
    expect(shareCode).toBe('K7QX2M')
    expect(await strategies.shared('k7qx2m')).toEqual(latest)
    expect(await strategies.shared('K7QX2N')).toBeUndefined()
  })

  test('a code is one strategy’s', async () => {
    const { strategies } = stage.subject
    const [one, other] = [await stage.create(), await stage.create()]
    await strategies.share(stage.ann, one.id, 'K7QX2M', nextOrigin())
    await expect(strategies.share(stage.ann, other.id, 'K7QX2M', nextOrigin())).rejects.toThrow()
  })
}
