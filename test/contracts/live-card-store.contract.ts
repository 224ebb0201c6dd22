import { expect, test } from 'vitest'
import type { LiveCardStore, NewLiveCard } from '../../src/notify/notify-ports.ts'
import { nextOrigin } from './setting-store.contract.ts'

export const CARD_LEASE_MS = 30_000
const PLATFORMS = ['telegram', 'discord']

interface Subject {
  readonly cards: LiveCardStore
  /** A card of somebody who has an account. */
  readonly make: (about: Partial<NewLiveCard>) => NewLiveCard
  readonly now: () => number
  readonly pass: (ms: number) => void
}

/** What every keeper of live cards does. Called at the top of a test file; `open` gives an empty one. */
export function liveCardStoreContract(open: () => Promise<Subject>): void {
  const claim = async (cards: LiveCardStore, limit = 100): Promise<readonly string[]> =>
    (await cards.claim({ platforms: PLATFORMS, busy: [], limit, leaseMs: CARD_LEASE_MS })).map(({ marketId }) => marketId)

  test('a card begins leased, is handed out when that is over, and again after its pause', async () => {
    const { cards, make, now, pass } = await open()
    const card = make({ marketId: 'a' })
    const nextAt = now()
    await cards.add(card, CARD_LEASE_MS, nextOrigin())
    expect(await claim(cards)).toEqual([])
    pass(CARD_LEASE_MS)
    const [claimed] = await cards.claim({ platforms: PLATFORMS, busy: [], limit: 10, leaseMs: CARD_LEASE_MS })
    expect(claimed).toEqual({ ...card, messageId: undefined, mark: undefined, nextAt })
    expect(await claim(cards)).toEqual([])
    await cards.release([{ id: card.id, nextAt: now() + 5000, messageId: 'm', mark: '1' }])
    expect(await claim(cards)).toEqual([])
    pass(5000)
    expect(await cards.claim({ platforms: PLATFORMS, busy: [], limit: 10, leaseMs: CARD_LEASE_MS })).toMatchObject([
      { messageId: 'm', mark: '1' },
    ])
    await cards.release([{ id: card.id, nextAt: now() }])
    expect((await cards.of({ userId: card.userId }))[0]).toMatchObject({ messageId: 'm', mark: '1' })
  })

  test('the one that waits longest comes first, and only what the platforms here can show', async () => {
    const { cards, make, now, pass } = await open()
    const destination = { platform: 'console', chatId: '1' } as const
    for (const marketId of ['a', 'b', 'c']) await cards.add(make({ marketId }), 0, nextOrigin())
    await cards.add(make({ marketId: 'd', destination }), 0, nextOrigin())
    const all = await cards.of({ userId: make({}).userId })
    expect(all.map(({ marketId }) => marketId)).toEqual(['a', 'b', 'c', 'd'])
    await cards.release(all.map(({ id }, index) => ({ id, nextAt: now() + 3 - index })))
    pass(10)
    const { platform, chatId } = make({}).destination
    expect(await cards.claim({ platforms: PLATFORMS, busy: [{ platform, chatId }], limit: 10, leaseMs: 0 })).toEqual([])
    expect(await claim(cards, 2)).toEqual(['c', 'b'])
    expect(await claim(cards, 2)).toEqual(['a'])
  })

  test('counts all, those here, and those on the same market', async () => {
    const { cards, make } = await open()
    await cards.add(make({ marketId: 'a' }), 0, nextOrigin())
    await cards.add(make({ marketId: 'b', destination: { platform: 'telegram', chatId: 'elsewhere' } }), 0, nextOrigin())
    expect(await cards.counts(make({ marketId: 'a' }))).toEqual({ all: 2, here: 1, same: 1 })
    expect(await cards.counts(make({ marketId: 'c' }))).toEqual({ all: 2, here: 1, same: 0 })
  })

  endingContract(open)

  test('a card is given to one of many', async () => {
    const { cards, make } = await open()
    for (const marketId of ['a', 'b', 'c', 'd']) await cards.add(make({ marketId }), 0, nextOrigin())
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(cards, 2)))
    expect(claims.flat().toSorted()).toEqual(['a', 'b', 'c', 'd'])
  })
}

function endingContract(open: () => Promise<Subject>): void {
  test('whoever ends cards ends his own, at once, even one that is being shown', async () => {
    const { cards, make, now, pass } = await open()
    for (const marketId of ['a', 'b']) await cards.add(make({ marketId }), 0, nextOrigin())
    const { userId } = make({})
    const claimed = await cards.claim({ platforms: PLATFORMS, busy: [], limit: 10, leaseMs: CARD_LEASE_MS })
    expect(await cards.end({ userId: '00000000-0000-7000-8000-00000000dead' }, nextOrigin())).toEqual([])
    expect(await cards.end({ userId, marketId: 'a' }, nextOrigin())).toEqual(['a'])
    expect((await cards.of({ userId })).map(({ marketId }) => marketId)).toEqual(['b'])
    await cards.release(claimed.map(({ id }) => ({ id, nextAt: now() + 60_000 })))
    pass(1)
    const [ended] = await cards.claim({ platforms: PLATFORMS, busy: [], limit: 10, leaseMs: CARD_LEASE_MS })
    expect(ended).toMatchObject({ marketId: 'a' })
    expect(ended?.endsAt).toBeLessThanOrEqual(now())
    await cards.release([{ id: ended?.id ?? '', gone: true }])
    expect(await cards.end({ userId }, nextOrigin())).toEqual(['b'])
    expect(await cards.end({ userId }, nextOrigin())).toEqual([])
  })

  test('those in one chat are listed and ended without the others', async () => {
    const { cards, make } = await open()
    await cards.add(make({ marketId: 'a' }), 0, nextOrigin())
    await cards.add(make({ marketId: 'b', destination: { platform: 'telegram', chatId: 'elsewhere' } }), 0, nextOrigin())
    const { userId, destination: chat } = make({})
    expect((await cards.of({ userId, chat })).map(({ marketId }) => marketId)).toEqual(['a'])
    expect(await cards.end({ userId, chat, marketId: 'b' }, nextOrigin())).toEqual([])
    expect(await cards.end({ userId, chat }, nextOrigin())).toEqual(['a'])
    expect((await cards.of({ userId })).map(({ marketId }) => marketId)).toEqual(['b'])
  })
}
