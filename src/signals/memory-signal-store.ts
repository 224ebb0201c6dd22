import type { SignalStore } from './signal-ports.ts'

/** Keeps cells, findings and signals for as long as it lives: for markets of practice, of which nothing is kept. */
export declare function createMemorySignalStore(): SignalStore
