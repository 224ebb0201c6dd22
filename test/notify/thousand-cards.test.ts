import { expect, test } from 'vitest'
import type { Ids } from '../../src/basics/ids.ts'
import type { Place, Platform } from '../../src/chat/chat-ports.ts'
import type { Messenger, Sending, Sent } from '../../src/chat/messenger.ts'
import { createAnswerMaker } from '../../src/chat/ready-answer.ts'
import { createLiveCards } from '../../src/notify/live-cards.ts'
import type { CardChange, LiveCard, LiveCardStore } from '../../src/notify/notify-ports.ts'
import { createPacing } from '../../src/notify/pacing.ts'
import { createFakePressStore } from '../fakes/chat-ports.ts'
import { createFakeWallClock, type FakeWallClock } from '../fakes/fake-wall-clock.ts'

const CARDS = 1000
const MINUTES = 10

/** What Telegram and Discord allow, to the letter; whoever sends more is told 429 and counted. */
const ALLOWED = {
  telegram: { all: [30, 1000], chat: [1, 1000], group: [20, 60_000] },
  discord: { all: [50, 1000], chat: [5, 5000], group: [5, 5000] },
} as const

function strictPlatform(platform: 'telegram' | 'discord', clock: FakeWallClock) {
  const arrived = new Map<string, number[]>()
  const edits = new Map<string, number[]>()
  let tooMany = 0
  const crowds = (key: string, [count, perMs]: readonly [number, number]): boolean => {
    const times = (arrived.get(key) ?? []).filter((at) => clock.now() - at < perMs)
    times.push(clock.now())
    arrived.set(key, times)
    return times.length > count
  }
  const messenger: Messenger = {
    platform,
    async send({ destination: { chatId }, replaces }: Sending): Promise<Sent> {
      const limits = ALLOWED[platform]
      const crowded = [
        crowds('all', limits.all),
        crowds(chatId, limits.chat),
        chatId.startsWith('-') && crowds(`group ${chatId}`, limits.group),
      ]
      if (crowded.includes(true)) {
        tooMany++
        return { outcome: 'wait', retryAfterMs: 3000, scope: 'all' }
      }
      const messageId = replaces ?? `message ${edits.size}`
      edits.set(messageId, [...(edits.get(messageId) ?? []), clock.now()])
      return { outcome: 'sent', messageId }
    },
  }
  return { messenger, edits, tooMany: () => tooMany }
}

/** Rows in memory: this test is about time, and the contract about the rows. */
function cardsInMemory(clock: FakeWallClock): LiveCardStore {
  const rows = new Map<string, LiveCard & { leasedUntil: number }>()
  const apply = (change: CardChange): void => {
    const row = rows.get(change.id)
    if ('gone' in change) rows.delete(change.id)
    else if (row !== undefined) rows.set(change.id, { ...row, ...change, leasedUntil: clock.now() })
  }
  return {
    counts: async () => ({ all: rows.size - 1, here: 0, same: 0 }),
    async add(card, leaseMs) {
      rows.set(card.id, { ...card, messageId: undefined, mark: undefined, nextAt: clock.now(), leasedUntil: clock.now() + leaseMs })
      return true
    },
    end: async () => [],
    of: async () => [...rows.values()],
    async claim({ platforms, busy, limit, leaseMs }) {
      const isBusy = ({ destination }: LiveCard): boolean =>
        busy.some(({ platform, chatId }) => platform === destination.platform && chatId === destination.chatId)
      const due = [...rows.values()].filter(
        ({ nextAt, leasedUntil, destination }) =>
          nextAt <= clock.now() && leasedUntil <= clock.now() && platforms.includes(destination.platform),
      )
      const taken = due
        .filter((card) => !isBusy(card))
        .toSorted((a, b) => a.nextAt - b.nextAt || a.id.localeCompare(b.id))
        .slice(0, limit)
      for (const row of taken) rows.set(row.id, { ...row, leasedUntil: clock.now() + leaseMs })
      return taken
    },
    async release(changes) {
      changes.forEach(apply)
    },
  }
}

let made = 0
const ids: Ids = { id: () => `card ${String(++made).padStart(6, '0')}`, token: () => `token-${++made}` }

/** Private chats, groups with three cards each, and channels. */
function placeOf(card: number): Place {
  const platform = card % 2 === 0 ? 'telegram' : 'discord'
  return { platform, chatId: card % 5 === 0 ? `-${Math.floor(card / 30)}` : String(card), private: card % 5 !== 0 }
}

test('a thousand cards that change all the time are kept live without one 429, and each gets its share', async () => {
  const clock = createFakeWallClock()
  const telegram = strictPlatform('telegram', clock)
  const discord = strictPlatform('discord', clock)
  const cards = createLiveCards({
    store: cardsInMemory(clock),
    outbox: { move: async () => undefined },
    messengers: new Map<Platform, Messenger>([
      ['telegram', telegram.messenger],
      ['discord', discord.messenger],
    ]),
    pacing: createPacing(),
    clock,
    ids,
    answers: createAnswerMaker({ presses: createFakePressStore(), ids, clock }),
    faces: async (cards) => new Map(cards.map(({ marketId: id }) => [id, { mark: String(clock.now()), reply: { title: id, blocks: [] } }])),
    recordFailure: (error) => expect.unreachable(String(error)),
  })
  cards.rounds.start()
  const asked = Array.from({ length: CARDS }, (_, card) => {
    const subject = { id: `market ${card % 40}`, name: 'X', stop: { command: 'watch', input: { stop: true } } }
    return cards.begin(
      { userId: `user ${card}`, place: placeOf(card), subject },
      { userId: 'u', callId: `c${card}`, action: 'watch', platform: 'x' },
    )
  })
  for (let second = 0; second < MINUTES * 60; second += 0.25) {
    clock.advance(250)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(asked)
  await cards.rounds.stop()

  expect([telegram.tooMany(), discord.tooMany()]).toEqual([0, 0])
  for (const { edits } of [telegram, discord]) {
    const counts = [...edits.values()].map((times) => times.length)
    expect(edits.size).toBe(CARDS / 2)
    expect(Math.min(...counts)).toBeGreaterThan(15)
    expect(Math.min(...counts)).toBeGreaterThan(Math.max(...counts) * 0.8)
  }
}, 60_000)
