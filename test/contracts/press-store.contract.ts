import { expect, test } from 'vitest'
import type { Press, PressStore } from '../../src/chat/chat-ports.ts'

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

  test('hands out what was kept, whole', async () => {
    const { store, ann } = await make()
    const plain = press(ann)
    const full = press(ann, { command: 'watchlist add', confirms: '01890a5d-ac96-774b-bcce-b302099a8057', replaces: true, at: NOW - 5 })
    await store.keep([
      { ...plain, id: 'whole-1' },
      { ...full, id: 'whole-2' },
    ])
    expect(await store.take('whole-1', ann, NOW)).toEqual({ outcome: 'taken', press: plain })
    expect(await store.take('whole-2', ann, NOW)).toEqual({ outcome: 'taken', press: full })
  })

  test('hands a press out once, however many ask at the same time', async () => {
    const { store, ann } = await make()
    await store.keep([{ ...press(ann), id: 'once-1' }])
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.take('once-1', ann, NOW)))
    expect(taken.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1)
    expect(taken.filter(({ outcome }) => outcome === 'used')).toHaveLength(7)
    expect(await store.take('once-1', ann, LATER + 1)).toEqual({ outcome: 'used' })
  })

  test("does not use a press up when somebody else's finger is on it", async () => {
    const { store, ann, bob } = await make()
    await store.keep([{ ...press(ann), id: 'mine-1' }])
    expect(await store.take('mine-1', bob, NOW)).toEqual({ outcome: 'not-yours' })
    expect(await store.take('mine-1', ann, NOW)).toMatchObject({ outcome: 'taken' })
    expect(await store.take('mine-1', bob, NOW)).toEqual({ outcome: 'not-yours' })
  })

  test('keeps a press until its time is over', async () => {
    const { store, ann } = await make()
    await store.keep([
      { ...press(ann), id: 'late-1' },
      { ...press(ann), id: 'late-2' },
    ])
    expect(await store.take('late-1', ann, LATER - 1)).toMatchObject({ outcome: 'taken' })
    expect(await store.take('late-2', ann, LATER)).toEqual({ outcome: 'expired' })
  })

  test.each(['never-kept', '', "'; drop table presses; --", 'x'.repeat(5000), '\u0000', '\ud800'])(
    'knows no press of the id %j',
    async (id) => {
      const { store, ann } = await make()
      expect(await store.take(id, ann, NOW)).toEqual({ outcome: 'unknown' })
    },
  )
}
