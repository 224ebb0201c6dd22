import { expect, test } from 'vitest'
import type { Finger, Press, PressStore } from '../../src/chat/chat-ports.ts'

const NOW = 1_700_000_000_000
const LATER = NOW + 60_000

interface Subject {
  readonly store: PressStore
  /** Ids of two accounts that may own presses. */
  readonly ann: string
  readonly bob: string
}

/** What every store of presses does. Called at the top of a test file; `make` gives a store that holds nothing under the ids used here. */
export function pressStoreContract(make: () => Promise<Subject>): void {
  const press = (accountId: string, about: Partial<Press> = {}): Press => ({
    command: 'price',
    input: { market: 'BTC', indicators: ['rsi'], log: true },
    accountId,
    confirms: undefined,
    replaces: false,
    at: undefined,
    expiresAt: LATER,
    ...about,
  })

  let calls = 0
  /** A finger of this account, with a call of its own. */
  const by = (accountId: string): Finger => ({ accountId, callId: `call ${++calls}` })

  test('hands out what was kept, whole', async () => {
    const { store, ann } = await make()
    const plain = press(ann)
    const full = press(ann, { command: 'watchlist add', confirms: '01890a5d-ac96-774b-bcce-b302099a8057', replaces: true, at: NOW - 5 })
    await store.keep([
      { ...plain, id: 'whole-1' },
      { ...full, id: 'whole-2' },
    ])
    expect(await store.take('whole-1', by(ann), NOW)).toEqual({ outcome: 'taken', press: plain })
    expect(await store.take('whole-2', by(ann), NOW)).toEqual({ outcome: 'taken', press: full })
  })

  test('hands a press out once, however many ask at the same time', async () => {
    const { store, ann } = await make()
    await store.keep([{ ...press(ann), id: 'once-1' }])
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.take('once-1', by(ann), NOW)))
    expect(taken.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1)
    expect(taken.filter(({ outcome }) => outcome === 'used')).toHaveLength(7)
    expect(await store.take('once-1', by(ann), LATER + 1)).toEqual({ outcome: 'used' })
  })

  test('hands a press out again to the call that took it, even late, and to no other', async () => {
    const { store, ann, bob } = await make()
    const kept = press(ann)
    await store.keep([{ ...kept, id: 'again-1' }])
    const call = by(ann)
    for (const now of [NOW, NOW, LATER + 1]) expect(await store.take('again-1', call, now)).toEqual({ outcome: 'taken', press: kept })
    expect(await store.take('again-1', by(ann), NOW)).toEqual({ outcome: 'used' })
    expect(await store.take('again-1', { ...call, accountId: bob }, NOW)).toEqual({ outcome: 'not-yours' })
  })

  test('one call that asks twice at the same time gets it, and keeps all others away', async () => {
    const { store, ann } = await make()
    await store.keep([{ ...press(ann), id: 'both-1' }])
    const [one, other] = [by(ann), by(ann)]
    const taken = await Promise.all([one, other, one, other].map((finger) => store.take('both-1', finger, NOW)))
    const [first, second, third, fourth] = taken.map(({ outcome }) => outcome)
    expect([first, second].toSorted()).toEqual(['taken', 'used'])
    expect([third, fourth]).toEqual([first, second])
  })

  test("does not use a press up when somebody else's finger is on it", async () => {
    const { store, ann, bob } = await make()
    await store.keep([{ ...press(ann), id: 'mine-1' }])
    expect(await store.take('mine-1', by(bob), NOW)).toEqual({ outcome: 'not-yours' })
    expect(await store.take('mine-1', by(ann), NOW)).toMatchObject({ outcome: 'taken' })
    expect(await store.take('mine-1', by(bob), NOW)).toEqual({ outcome: 'not-yours' })
  })

  test('keeps a press until its time is over', async () => {
    const { store, ann } = await make()
    await store.keep([
      { ...press(ann), id: 'late-1' },
      { ...press(ann), id: 'late-2' },
    ])
    expect(await store.take('late-1', by(ann), LATER - 1)).toMatchObject({ outcome: 'taken' })
    expect(await store.take('late-2', by(ann), LATER)).toEqual({ outcome: 'expired' })
  })

  test.each(['never-kept', '', "'; drop table presses; --", 'x'.repeat(5000), '\u0000', '\ud800'])(
    'knows no press of the id %j',
    async (id) => {
      const { store, ann } = await make()
      expect(await store.take(id, by(ann), NOW)).toEqual({ outcome: 'unknown' })
    },
  )
}
