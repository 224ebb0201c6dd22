import { createMemorySignalStore } from '../../src/signals/memory-signal-store.ts'
import { signalStoreContract } from '../contracts/signal-store.contract.ts'

signalStoreContract(async () => createMemorySignalStore())
