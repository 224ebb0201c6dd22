import { beforeEach, describe, expect, test } from 'vitest'
import type { NewUser } from '../../src/accounts/account-ports.ts'
import type { ServerSettings } from '../../src/accounts/server-settings.ts'
import type { Settings } from '../../src/accounts/settings.ts'
import { AlreadyDone } from '../../src/basics/origin.ts'
import type { Timeframe } from '../../src/basics/timeframe.ts'
import { CHANNEL_CONFIDENCE_MIN, SUBSCRIPTIONS_MAX, type Subscription, type SubscriptionStore } from '../../src/signals/signal-ports.ts'
import { uuid } from '../fixtures/book-rows.ts'
import { nextOrigin } from './setting-store.contract.ts'

interface Subject {
  readonly subscriptions: SubscriptionStore
  /** Those of people, and those of servers. */
  readonly settings: Settings
  readonly servers: ServerSettings
  /** Makes somebody on Telegram with this name; returns his id. */
  readonly join: (name: string, about?: Partial<NewUser>) => Promise<string>
}

const CHAT = { platform: 'telegram', chatId: '1' }

/** What every keeper of subscriptions does. Called at the top of a test file; `open` gives an empty one. */
export function subscriptionStoreContract(open: () => Promise<Subject>): void {
  describe('a keeper of subscriptions', () => {
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
      async add(about = {}) {
        made += 1
        const subscription = { id: uuid(made), userId: ann, ...CHAT, minConfidence: 50, ...about }
        await subject.subscriptions.add(subscription, nextOrigin())
        return subscription
      },
      told: async (about = {}) => {
        const signal = { id: uuid(99), marketId: 'btc', timeframe: '1h' as const, confidence: 60, ...about }
        const recipients = await subject.subscriptions.recipients([signal])
        return recipients.map(({ chatId }) => chatId).toSorted()
      },
    }
    keeping(stage)
    removing(stage)
    matching(stage)
    wishes(stage)
    channels(stage)
  })
}

interface Stage {
  readonly subject: Subject
  /** Somebody who has an account. */
  readonly ann: string
  /** A subscription of Ann's to all signals, in her own chat. */
  add(about?: Partial<Subscription>): Promise<Subscription>
  /** The chats that hear of a signal. */
  told(about?: Partial<{ marketId: string; timeframe: Timeframe; confidence: number }>): Promise<readonly string[]>
}

function keeping(stage: Stage): void {
  test('subscriptions are told as they were added, by person and by chat', async () => {
    const { subscriptions, join } = stage.subject
    const bob = await join('bob')
    const mine = await stage.add()
    const there = await stage.add({ chatId: '-7', threadId: '3', serverId: '-7', marketId: 'btc', timeframe: '1h', minConfidence: 0 })
    const his = await stage.add({ userId: bob, chatId: '-7', serverId: '-7' })
    expect(await subscriptions.of({ userId: stage.ann })).toEqual([mine, there])
    expect(await subscriptions.of({ userId: bob })).toEqual([his])
    expect(await subscriptions.of({ platform: 'telegram', chatId: '-7' })).toEqual([there, his])
    expect(await subscriptions.of({ platform: 'discord', chatId: '-7' })).toEqual([])
    expect(await subscriptions.of({ userId: uuid(77) })).toEqual([])
  })

  test('for one chat, market and timeframe there is one, which changes', async () => {
    const first = await stage.add({ marketId: 'btc', timeframe: '1h' })
    const others = [await stage.add({ marketId: 'btc' }), await stage.add({ timeframe: '1h' }), await stage.add({ chatId: '2' })]
    await stage.add({ marketId: 'btc', timeframe: '1h', minConfidence: 90, threadId: '5' })
    expect(await stage.subject.subscriptions.of({ userId: stage.ann })).toEqual([{ ...first, minConfidence: 90, threadId: '5' }, ...others])
  })

  test('the markets that anybody asked for by name are each told once', async () => {
    const { subscriptions, join } = stage.subject
    expect(await subscriptions.markets()).toEqual([])
    await stage.add()
    await stage.add({ marketId: 'eth' })
    await stage.add({ marketId: 'btc', timeframe: '1h' })
    await stage.add({ userId: await join('bob'), marketId: 'btc' })
    expect((await subscriptions.markets()).toSorted()).toEqual(['btc', 'eth'])
  })

  test('a call counts once', async () => {
    const { subscriptions } = stage.subject
    const origin = nextOrigin()
    const one = { id: uuid(1), userId: stage.ann, ...CHAT, minConfidence: 50 }
    await subscriptions.add(one, origin)
    await expect(subscriptions.add({ ...one, minConfidence: 10 }, origin)).rejects.toThrow(AlreadyDone)
    await expect(subscriptions.remove({ userId: stage.ann }, origin)).rejects.toThrow(AlreadyDone)
    expect(await subscriptions.of({ userId: stage.ann })).toEqual([one])
  })

  test('nobody has more than there is room for, however many are added at once', async () => {
    const { subscriptions, join } = stage.subject
    const free = 3
    for (let number = free; number < SUBSCRIPTIONS_MAX; number++) await stage.add({ marketId: `m${number}` })
    const more = await Promise.allSettled(Array.from({ length: free + 2 }, (_, number) => stage.add({ marketId: `n${number}` })))
    const refused = more.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused).toMatchObject([{ code: 'over-limit' }, { code: 'over-limit' }])
    expect(await subscriptions.of({ userId: stage.ann })).toHaveLength(SUBSCRIPTIONS_MAX)
    await stage.add({ marketId: 'm20', minConfidence: 1 })
    await stage.add({ userId: await join('bob') })
    expect(await subscriptions.remove({ userId: stage.ann, marketId: 'm20' }, nextOrigin())).toBe(1)
    await stage.add({ marketId: 'other' })
  })
}

function removing(stage: Stage): void {
  const left = async () => (await stage.subject.subscriptions.of({ userId: stage.ann })).map(({ id }) => id)

  test.each<readonly [string, object, readonly number[]]>([
    ['all', {}, []],
    ['those of a market', { marketId: 'btc' }, [1, 3, 4]],
    ['those of a timeframe', { timeframe: '1h' }, [1, 2, 4]],
    ['those of a chat', { platform: 'telegram', chatId: '-7' }, [1, 2, 3]],
    ['those of a market in a chat', { ...CHAT, marketId: 'btc' }, [1, 3, 4]],
    ['none', { marketId: 'eth' }, [1, 2, 3, 4]],
  ])('a person takes away %s of his own', async (_, which, expected) => {
    await stage.add()
    await stage.add({ marketId: 'btc' })
    await stage.add({ timeframe: '1h' })
    await stage.add({ chatId: '-7' })
    const bob = await stage.subject.join('bob')
    await stage.add({ userId: bob, marketId: 'btc', timeframe: '1h' })
    const gone = await stage.subject.subscriptions.remove({ userId: stage.ann, ...which }, nextOrigin())
    expect(gone).toBe(4 - expected.length)
    expect(await left()).toEqual(expected.map(uuid))
    expect(await stage.subject.subscriptions.of({ userId: bob })).toHaveLength(1)
  })

  test('a chat is rid of what anybody wanted there', async () => {
    const { subscriptions, join } = stage.subject
    const here = { platform: 'telegram', chatId: '-7' }
    await stage.add()
    await stage.add(here)
    await stage.add({ ...here, userId: await join('bob') })
    expect(await subscriptions.remove(here, nextOrigin())).toBe(2)
    expect(await subscriptions.of(here)).toEqual([])
    expect(await left()).toEqual([uuid(1)])
  })
}

function matching(stage: Stage): void {
  test.each<readonly [string, Partial<Subscription>, boolean]>([
    ['everything', {}, true],
    ['its market', { marketId: 'btc' }, true],
    ['another market', { marketId: 'eth' }, false],
    ['its timeframe', { timeframe: '1h' }, true],
    ['another timeframe', { timeframe: '4h' }, false],
    ['its market and timeframe', { marketId: 'btc', timeframe: '1h' }, true],
    ['its market in another timeframe', { marketId: 'btc', timeframe: '4h' }, false],
    ['another market in its timeframe', { marketId: 'eth', timeframe: '1h' }, false],
    ['its confidence', { minConfidence: 60 }, true],
    ['more confidence', { minConfidence: 61 }, false],
  ])('who wants to hear of %s', async (_, about, hears) => {
    await stage.add(about)
    expect(await stage.told()).toEqual(hears ? ['1'] : [])
  })

  test('a chat hears once of a signal, for the least demanding who wants it there', async () => {
    const bob = await stage.subject.join('bob')
    const group = { chatId: '-7', serverId: '-7' }
    await stage.add({ ...group, marketId: 'btc', minConfidence: 50, threadId: '5' })
    await stage.add({ ...group, userId: bob, minConfidence: 20, threadId: '2' })
    await stage.add({ ...group, userId: bob, timeframe: '1h', minConfidence: 40, threadId: '4' })
    await stage.add({ marketId: 'btc' })
    const signal = { id: uuid(98), marketId: 'btc', timeframe: '1h', confidence: 60 } as const
    const recipients = await stage.subject.subscriptions.recipients([signal, { ...signal, id: uuid(99), marketId: 'eth' }])
    const byBob = { platform: 'telegram', ...group, userId: bob, threadId: '2', subscriptionId: uuid(2), silent: false }
    const own = { ...CHAT, userId: stage.ann, subscriptionId: uuid(4), silent: false }
    expect(recipients).toHaveLength(3)
    expect(new Set(recipients)).toEqual(
      new Set([
        { signalId: uuid(98), ...byBob },
        { signalId: uuid(98), ...own },
        { signalId: uuid(99), ...byBob },
      ]),
    )
  })

  test('the same chat on another platform is another chat', async () => {
    await stage.add()
    await stage.add({ platform: 'discord' })
    expect(await stage.told()).toEqual(['1', '1'])
    expect(await stage.subject.subscriptions.recipients([])).toEqual([])
  })

  test('whoever waits or is blocked hears nothing', async () => {
    const { join } = stage.subject
    await stage.add({ userId: await join('bob', { status: 'pending', paper: undefined }), chatId: 'pending' })
    await stage.add({ userId: await join('eve', { status: 'blocked' }), chatId: 'blocked' })
    await stage.add({ userId: await join('dan', { role: 'member' }), chatId: 'member' })
    await stage.add({ userId: await join('fay', { role: 'admin' }), chatId: 'admin' })
    expect(await stage.told()).toEqual(['admin', 'member'])
  })
}

/** How people want to hear of signals. */
function wishes(stage: Stage): void {
  const set = (value: string) => stage.subject.settings.set(stage.ann, { key: 'notify-signal', value }, nextOrigin())
  const heard = async () =>
    (await stage.subject.subscriptions.recipients([{ id: uuid(99), marketId: 'btc', timeframe: '1h', confidence: 60 }])).map(
      ({ chatId, silent }) => `${chatId}${silent ? ' silently' : ''}`,
    )

  test('who switched off notices of signals hears nothing in his own chat', async () => {
    await stage.add()
    await set('off')
    expect(await heard()).toEqual([])
    await set('on')
    expect(await heard()).toEqual(['1'])
  })

  test('who wants them silently hears them so', async () => {
    await stage.add()
    await set('silent')
    expect(await heard()).toEqual(['1 silently'])
  })

  test.each(['off', 'silent'])('what a person wants for himself, such as %s, is nothing to a group', async (value) => {
    await stage.add({ chatId: '-7', serverId: '-7' })
    await set(value)
    expect(await heard()).toEqual(['-7'])
  })

  test('what others want is nothing to him', async () => {
    await stage.add()
    await stage.subject.settings.set(await stage.subject.join('bob'), { key: 'notify-signal', value: 'off' }, nextOrigin())
    await stage.subject.settings.set(stage.ann, { key: 'notify-alert', value: 'off' }, nextOrigin())
    expect(await heard()).toEqual(['1'])
  })
}

/** The channels that servers have for signals. */
function channels(stage: Stage): void {
  const server = { platform: 'discord', serverId: '5:6' }
  const sure = { confidence: CHANNEL_CONFIDENCE_MIN }
  const setChannel = (topic: 'signals' | 'alerts', chatId: string | undefined) =>
    stage.subject.servers.setChannel(server, { topic, channel: chatId === undefined ? undefined : { chatId, threadId: '8' } }, nextOrigin())

  test('a server that has a channel for signals hears there of those that are sure enough', async () => {
    await setChannel('signals', '55')
    await setChannel('alerts', '66')
    expect(await stage.told(sure)).toEqual(['55'])
    expect(await stage.told({ confidence: CHANNEL_CONFIDENCE_MIN - 1 })).toEqual([])
    const signal = { id: uuid(99), marketId: 'any', timeframe: '1w', ...sure } as const
    expect(await stage.subject.subscriptions.recipients([signal])).toEqual([
      { signalId: uuid(99), ...server, chatId: '55', threadId: '8', silent: false },
    ])
    await setChannel('signals', undefined)
    expect(await stage.told(sure)).toEqual([])
  })

  test('where somebody wants to hear of less in that channel, both are one', async () => {
    await setChannel('signals', '55')
    const wanted = await stage.add({ ...server, chatId: '55', minConfidence: 10 })
    const signal = { id: uuid(99), marketId: 'btc', timeframe: '1h', ...sure } as const
    expect(await stage.subject.subscriptions.recipients([signal])).toMatchObject([{ subscriptionId: wanted.id }])
    expect(await stage.told({ confidence: 10 })).toEqual(['55'])
  })
}
