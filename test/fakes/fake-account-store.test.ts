import { accountStoreContract } from '../contracts/account-store.contract.ts'
import { fakeAccountStore } from './fake-account-store.ts'

accountStoreContract(async () => fakeAccountStore().store)
