import { expect, test } from 'vitest'
import { picture } from '../../src/basics/reply.ts'
import type { Transactions } from '../../src/basics/transaction.ts'
import type { Outbox, OutboxMessage, OutboxStore } from '../../src/notify/notify-ports.ts'

export const LEASE_MS = 30_000

/** A message to a chat of Telegram; its key is its title, so the same title is the same message. */
export function messageTo(chatId: string, title: string, about: Partial<OutboxMessage> = {}): OutboxMessage {
  return {
    destination: { platform: 'telegram', chatId },
    kind: 'alert',
    urgency: 'alert',
    answer: { title, blocks: [], buttons: [] },
    silent: false,
    dedupeKey: title,
    ...about,
  }
}

interface Subject {
  readonly outbox: Outbox & OutboxStore
  readonly transactions: Transactions
  readonly pass: (ms: number) => void
}

/** Puts a message there, with nothing else in its transaction. */
const adding =
  ({ transactions, outbox }: Pick<Subject, 'transactions' | 'outbox'>) =>
  (message: OutboxMessage): Promise<void> =>
    transactions.transaction((tx) => outbox.add(tx, message))

const ask = { platforms: ['telegram', 'discord'], busy: [], limit: 100 }
const next = async (outbox: OutboxStore, about: Partial<typeof ask> = {}): Promise<number[]> =>
  (await outbox.waiting({ ...ask, ...about })).map(({ sequence }) => sequence)
const take = async (outbox: OutboxStore): Promise<string[]> => {
  const titles: string[] = []
  for (const { sequence } of await outbox.waiting(ask)) {
    const claimed = await outbox.claim(sequence, LEASE_MS)
    if (claimed === undefined) continue
    titles.push(claimed.answer.title)
    await outbox.settle(sequence, { outcome: 'sent', messageId: `m${sequence}` })
  }
  return titles
}

/** What every outbox does. Called at the top of a test file; `make` gives an empty one. */
export function outboxContract(open: () => Promise<Subject>): void {
  const make = async () => {
    const subject = await open()
    return { ...subject, add: adding(subject) }
  }
  test('gives back a message as it was put, with its pictures', async () => {
    const { outbox, add } = await make()
    const answer = {
      title: 'Two \u0000 pictures \ud800',
      tone: 'good' as const,
      blocks: [
        picture({ bytes: new Uint8Array([1, 2, 3]), mime: 'image/png', alt: 'one' }),
        { kind: 'fields' as const, fields: [{ label: 'a', value: 'b' }] },
        picture({ bytes: new Uint8Array([4, 5]), mime: 'image/png', alt: 'two' }),
      ],
      buttons: [{ kind: 'press' as const, id: 'x', label: 'Go', tone: 'neutral' as const }],
    }
    const destination = { platform: 'discord', chatId: '7', threadId: '9' } as const
    await add({ ...messageTo('7', 'k'), destination, answer, silent: true })
    const [head] = await outbox.waiting(ask)
    expect(head).toMatchObject({ destination, tries: 0 })
    const claimed = await outbox.claim(head?.sequence ?? 0, LEASE_MS)
    expect(claimed).toMatchObject({ destination, tries: 1, dedupeKey: 'k', silent: true })
    expect(claimed?.answer.blocks.map((block) => ('bytes' in block ? [...block.bytes] : block.kind))).toEqual([[1, 2, 3], 'fields', [4, 5]])
    expect(claimed?.answer).toMatchObject({ title: answer.title, tone: 'good', buttons: answer.buttons })
  })

  test('a key counts once', async () => {
    const { outbox, add } = await make()
    await Promise.all(Array.from({ length: 4 }, () => add(messageTo('1', 'same'))))
    expect(await take(outbox)).toEqual(['same'])
    await add(messageTo('1', 'same'))
    expect(await take(outbox)).toEqual([])
  })

  test('each chat has one next message: the most urgent, then the oldest', async () => {
    const { outbox, add } = await make()
    await add(messageTo('1', 'digest', { urgency: 'digest' }))
    await add(messageTo('1', 'alert 1'))
    await add(messageTo('1', 'alert 2'))
    await add(messageTo('2', 'alert 3'))
    await add(messageTo('1', 'stop', { urgency: 'stop' }))
    expect(await take(outbox)).toEqual(['stop', 'alert 3'])
    expect(await take(outbox)).toEqual(['alert 1'])
    expect(await take(outbox)).toEqual(['alert 2'])
    expect(await take(outbox)).toEqual(['digest'])
  })

  test('leaves out other platforms, busy chats, and what is for later', async () => {
    const { outbox, add, pass } = await make()
    const dueAt = Date.UTC(2026, 0, 1) + 5000
    await add(messageTo('1', 'a'))
    await add(messageTo('2', 'b'))
    await add(messageTo('3', 'c', { notBefore: dueAt }))
    expect(await next(outbox, { platforms: ['discord'] })).toEqual([])
    expect(await next(outbox, { busy: [{ platform: 'telegram', chatId: '1' }] as never })).toHaveLength(1)
    expect(await next(outbox, { limit: 1 })).toHaveLength(1)
    expect(await next(outbox)).toHaveLength(2)
    pass(5000)
    const [, , third = 0] = await next(outbox)
    expect(await outbox.claim(third, LEASE_MS)).toMatchObject({ answer: { title: 'c' }, dueAt })
  })

  test('one of many gets a message, and nobody the chat while it is at work', async () => {
    const { outbox, add, pass } = await make()
    await add(messageTo('1', 'a'))
    await add(messageTo('1', 'b'))
    const [first = 0] = await next(outbox)
    const claims = await Promise.all(Array.from({ length: 8 }, () => outbox.claim(first, LEASE_MS)))
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1)
    expect(await next(outbox)).toEqual([])
    pass(LEASE_MS)
    expect((await outbox.waiting(ask)).map(({ tries }) => tries)).toEqual([1])
  })

  transactionContract(make)
  settlingContract(make)
}

type Made = Subject & { readonly add: ReturnType<typeof adding> }

function transactionContract(make: () => Promise<Made>): void {
  test('a transaction that is rolled back leaves no message, and its key is free', async () => {
    const { outbox, transactions, add } = await make()
    const failing = transactions.transaction(async (tx) => {
      await outbox.add(tx, messageTo('1', 'a'))
      await outbox.add(tx, messageTo('2', 'b'))
      throw new Error('halfway')
    })
    await expect(failing).rejects.toThrow('halfway')
    expect(await next(outbox)).toEqual([])
    await add(messageTo('1', 'a'))
    expect(await take(outbox)).toEqual(['a'])
  })

  test('a key that is known spoils no transaction', async () => {
    const { outbox, transactions, add } = await make()
    await add(messageTo('1', 'a'))
    await transactions.transaction(async (tx) => {
      await outbox.add(tx, messageTo('1', 'a'))
      await outbox.add(tx, messageTo('1', 'b'))
    })
    expect([...(await take(outbox)), ...(await take(outbox)), ...(await take(outbox))]).toEqual(['a', 'b'])
  })

  test('a handle is good for nothing when its transaction is over', async () => {
    const { outbox, transactions } = await make()
    const tx = await transactions.transaction(async (given) => given)
    await expect(outbox.add(tx, messageTo('1', 'late'))).rejects.toThrow('over')
    expect(await next(outbox)).toEqual([])
  })
}

function settlingContract(make: () => Promise<Made>): void {
  test('after an attempt, what was sent is never given out again', async () => {
    const { outbox, add, pass } = await make()
    await add(messageTo('1', 'a'))
    const [sequence = 0] = await next(outbox)
    await outbox.claim(sequence, LEASE_MS)
    await outbox.settle(sequence, { outcome: 'sent', messageId: 'm' })
    await outbox.settle(sequence, { outcome: 'again', pauseMs: 0, counts: false })
    pass(LEASE_MS)
    expect(await next(outbox)).toEqual([])
    expect(await outbox.claim(sequence, LEASE_MS)).toBeUndefined()
  })

  test('after an attempt, it pauses with its whole chat, and counts only what may have arrived', async () => {
    const { outbox, add, pass } = await make()
    await add(messageTo('1', 'a'))
    await add(messageTo('1', 'b'))
    const [sequence = 0] = await next(outbox)
    for (const counts of [false, false, true]) {
      await outbox.claim(sequence, LEASE_MS)
      await outbox.settle(sequence, { outcome: 'again', pauseMs: 7000, counts })
      pass(6999)
      expect(await next(outbox)).toEqual([])
      pass(1)
      expect(await next(outbox)).toEqual([sequence])
    }
    expect((await outbox.claim(sequence, LEASE_MS))?.tries).toBe(2)
  })

  test('after an attempt, what is set aside makes room for the next', async () => {
    const { outbox, add } = await make()
    await add(messageTo('1', 'bad'))
    await add(messageTo('1', 'good'))
    const [sequence = 0] = await next(outbox)
    await outbox.claim(sequence, LEASE_MS)
    await outbox.settle(sequence, { outcome: 'set-aside', reason: 'too long' })
    expect(await take(outbox)).toEqual(['good'])
  })

  test('after an attempt, a dead chat is left alone for a while', async () => {
    const { outbox, add, pass } = await make()
    await add(messageTo('1', 'before'))
    await outbox.bury({ platform: 'telegram', chatId: '1' }, { reason: 'blocked', forMs: 10_000 })
    await add(messageTo('1', 'after'))
    await add(messageTo('2', 'other'))
    expect(await take(outbox)).toEqual(['other'])
    pass(10_000)
    expect(await take(outbox)).toEqual(['after'])
  })

  test('after an attempt, a chat that moved takes what waits along', async () => {
    const { outbox, add } = await make()
    await add(messageTo('1', 'a'))
    await outbox.move({ platform: 'telegram', chatId: '1' }, '-100')
    expect((await outbox.waiting(ask)).map(({ destination }) => destination.chatId)).toEqual(['-100'])
  })
}
