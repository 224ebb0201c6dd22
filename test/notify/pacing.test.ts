import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatAddress } from '../../src/notify/notify-ports.ts'
import { createPacing, type Traffic } from '../../src/notify/pacing.ts'

/** What the platforms say of themselves: at most `count` in any `perMs`. */
const STATED = [
  { what: 'Telegram', count: 30, perMs: 1000, of: ({ platform }: ChatAddress) => (platform === 'telegram' ? 'all' : undefined) },
  { what: 'a chat', count: 1, perMs: 1000, of: ({ platform, chatId }: ChatAddress) => (platform === 'telegram' ? chatId : undefined) },
  {
    what: 'a group',
    count: 20,
    perMs: 60_000,
    of: ({ platform, chatId }: ChatAddress) => (platform === 'telegram' && chatId.startsWith('-') ? chatId : undefined),
  },
  { what: 'Discord', count: 50, perMs: 1000, of: ({ platform }: ChatAddress) => (platform === 'discord' ? 'all' : undefined) },
  { what: 'a channel', count: 5, perMs: 5000, of: ({ platform, chatId }: ChatAddress) => (platform === 'discord' ? chatId : undefined) },
]

const chatOf = (number: number): ChatAddress => ({
  platform: number % 2 === 0 ? 'telegram' : 'discord',
  chatId: number % 3 === 0 ? `-${number}` : String(number),
})

interface Taken {
  readonly chat: ChatAddress
  readonly at: number
  /** An answer in private, which may come in a burst. */
  readonly isBurst: boolean
}

function crowded(taken: readonly Taken[]): string[] {
  return STATED.flatMap(({ what, count, perMs, of }) =>
    taken.flatMap(({ chat, at, isBurst }, index) => {
      if (isBurst && what === 'a chat') return []
      const same = taken.slice(0, index + 1).filter((each) => of(chat) !== undefined && of(each.chat) === of(chat) && at - each.at < perMs)
      return same.length > count ? [`${what}: ${same.length}`] : []
    }),
  )
}

test('whoever sends when it says so never crowds a platform', () => {
  const wish = fc.record({
    chat: fc.nat(60).map(chatOf),
    traffic: fc.constantFrom<Traffic>('message', 'edit', 'answer'),
    /** How long after the wish before; mostly at once. */
    after: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(3000)),
  })
  fc.assert(
    fc.property(fc.array(wish, { minLength: 50, maxLength: 300 }), (wishes) => {
      const pacing = createPacing()
      const taken: Taken[] = []
      let now = 1000
      for (const { chat, traffic, after } of wishes) {
        now = pacing.freeAt(chat, traffic, now + after)
        pacing.take(chat, traffic, now)
        taken.push({ chat, at: now, isBurst: traffic === 'answer' && !chat.chatId.startsWith('-') })
      }
      expect(crowded(taken)).toEqual([])
    }),
    { numRuns: 50 },
  )
})

test.each([
  { who: 'one chat of Telegram', platform: 'telegram', ids: ['1'], forMs: 20_000, least: 19 },
  { who: 'one group of Telegram', platform: 'telegram', ids: ['-1'], forMs: 185_000, least: 57 },
  {
    who: 'a thousand chats of Telegram',
    platform: 'telegram',
    ids: Array.from({ length: 1000 }, (_, id) => String(id)),
    forMs: 5000,
    least: 115,
  },
  { who: 'one channel of Discord', platform: 'discord', ids: ['1'], forMs: 20_000, least: 19 },
  {
    who: 'a thousand channels of Discord',
    platform: 'discord',
    ids: Array.from({ length: 1000 }, (_, id) => String(id)),
    forMs: 5000,
    least: 150,
  },
] as const)('$who with more to send than may be sent get nearly all there is, and never too much', ({ platform, ids, forMs, least }) => {
  const pacing = createPacing()
  const taken: Taken[] = []
  for (let now = 1000; now < 1000 + forMs; now += 25) {
    for (const chatId of ids) {
      const chat: ChatAddress = { platform, chatId }
      if (pacing.platformFreeAt(platform, 'message', now) > now) break
      if (pacing.freeAt(chat, 'message', now) > now) continue
      pacing.take(chat, 'message', now)
      taken.push({ chat, at: now, isBurst: false })
    }
  }
  expect(crowded(taken)).toEqual([])
  expect(taken.length).toBeGreaterThanOrEqual(least)
})

test('edits leave room for messages', () => {
  const pacing = createPacing()
  const chat = (id: number): ChatAddress => ({ platform: 'telegram', chatId: String(id) })
  let id = 0
  while (pacing.freeAt(chat(++id), 'edit', 5000) === 5000) pacing.take(chat(id), 'edit', 5000)
  expect(id).toBe(5)
  expect(pacing.freeAt(chat(100), 'message', 5000)).toBe(5000)
  expect(pacing.freeAt(chat(1), 'edit', 7000)).toBe(11_000)
  expect(pacing.freeAt(chat(1), 'message', 7000)).toBe(7000)
})

test('silence that was asked for is kept, for one chat or for all of a platform', () => {
  const pacing = createPacing()
  const ann: ChatAddress = { platform: 'telegram', chatId: '1' }
  const bob: ChatAddress = { platform: 'telegram', chatId: '2' }
  pacing.hold(ann, 'chat', 9000)
  expect([pacing.freeAt(ann, 'message', 0), pacing.freeAt(bob, 'message', 0)]).toEqual([9000, 0])
  expect(pacing.busy('message', 8999)).toEqual([{ chat: ann, freeAt: 9000 }])
  expect(pacing.busy('message', 9000)).toEqual([])
  pacing.hold(bob, 'all', 12_000)
  expect([pacing.freeAt(ann, 'message', 0), pacing.freeAt(bob, 'message', 0)]).toEqual([12_000, 12_000])
  expect(pacing.freeAt({ platform: 'discord', chatId: '1' }, 'message', 0)).toBe(0)
})

test('other places have no limit, and the quiet are forgotten', () => {
  const pacing = createPacing()
  pacing.take({ platform: 'console', chatId: '1' }, 'message', 0)
  expect(pacing.freeAt({ platform: 'console', chatId: '1' }, 'message', 0)).toBe(0)
  for (let id = 0; id < 6000; id++) pacing.take({ platform: 'telegram', chatId: String(id) }, 'message', id * 100)
  expect(pacing.busy('message', 599_900).length).toBeLessThan(20)
})
