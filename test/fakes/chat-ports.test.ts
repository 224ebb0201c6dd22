import { describe } from 'vitest'
import { inboxContract } from '../contracts/inbox.contract.ts'
import { pressStoreContract } from '../contracts/press-store.contract.ts'
import { createFakeClock, createFakeInbox, createFakePressStore, LEASE_MS } from './chat-ports.ts'

describe('the press store that tests use', () => {
  pressStoreContract(async () => ({ store: createFakePressStore(), ann: 'ann', bob: 'bob' }))
})

describe('the inbox that tests use', () => {
  inboxContract(async () => {
    const clock = createFakeClock()
    return { inbox: createFakeInbox({ clock, leaseMs: LEASE_MS }), passLease: async () => clock.move(LEASE_MS) }
  })
})
