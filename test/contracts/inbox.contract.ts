import { expect, test } from 'vitest'
import type { Inbox } from '../../src/chat/chat-ports.ts'

interface Subject {
  readonly inbox: Inbox
  /** Lets the time pass that a delivery is left alone after it was begun. */
  readonly passLease: () => Promise<void>
}

/** What every inbox does. Called at the top of a test file; `make` gives an inbox that has not seen the ids used here. */
export function inboxContract(make: () => Promise<Subject>): void {
  test('hands a delivery out once while it runs, and never again once it is finished', async () => {
    const { inbox, passLease } = await make()
    expect(await inbox.claim('telegram', 'a')).toBe('fresh')
    expect(await inbox.claim('telegram', 'a')).toBe('running')
    await inbox.finish('telegram', 'a')
    expect(await inbox.claim('telegram', 'a')).toBe('done')
    await passLease()
    expect(await inbox.claim('telegram', 'a')).toBe('done')
  })

  test('gives it to one of many who claim it at the same time', async () => {
    const { inbox } = await make()
    const claims = await Promise.all(Array.from({ length: 8 }, () => inbox.claim('discord', 'b')))
    expect(claims.filter((claim) => claim === 'fresh')).toHaveLength(1)
    expect(claims.filter((claim) => claim === 'running')).toHaveLength(7)
  })

  test('tells platforms and deliveries apart', async () => {
    const { inbox } = await make()
    expect(await inbox.claim('telegram', 'c')).toBe('fresh')
    expect(await inbox.claim('discord', 'c')).toBe('fresh')
    expect(await inbox.claim('telegram', 'c2')).toBe('fresh')
  })

  test('hands out what a crash left unfinished three times in all, then sets it aside', async () => {
    const { inbox, passLease } = await make()
    for (let tried = 0; tried < 3; tried++) {
      expect(await inbox.claim('telegram', 'd')).toBe('fresh')
      await passLease()
    }
    expect(await inbox.claim('telegram', 'd')).toBe('poison')
    await inbox.finish('telegram', 'd')
    expect(await inbox.claim('telegram', 'd')).toBe('done')
  })

  test('keeps what was delivered until it is finished, and once', async () => {
    const { inbox, passLease } = await make()
    await inbox.keep('telegram', 'e1', '{"words":"a\\u0000b"}')
    await inbox.keep('telegram', 'e2', 'second')
    await inbox.keep('telegram', 'e1', 'other words')
    await inbox.keep('discord', 'e1', 'elsewhere')
    expect(await inbox.unfinished('telegram')).toEqual(['{"words":"a\\u0000b"}', 'second'])
    expect(await inbox.claim('telegram', 'e1')).toBe('fresh')
    expect(await inbox.unfinished('telegram')).toHaveLength(2)
    await inbox.finish('telegram', 'e1')
    await inbox.keep('telegram', 'e1', 'again')
    expect(await inbox.unfinished('telegram')).toEqual(['second'])
    expect(await inbox.claim('telegram', 'e1')).toBe('done')
    for (let tried = 0; tried < 3; tried++) {
      expect(await inbox.claim('telegram', 'e2')).toBe('fresh')
      await passLease()
    }
    expect(await inbox.claim('telegram', 'e2')).toBe('poison')
  })
}
