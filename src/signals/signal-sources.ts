import { CONFLUENCE } from './sources/confluence.ts'
import { FORMULA_SOURCES } from './sources/formula-sources.ts'
import { PATTERN_SOURCES } from './sources/pattern-sources.ts'
import type { SignalSource } from './sources/signal-source.ts'

/** All that makes signals. */
export const SIGNAL_SOURCES: readonly SignalSource[] = [...FORMULA_SOURCES, ...PATTERN_SOURCES, CONFLUENCE]

/** How a source is called for people; its name, for one that is no more. */
export function sourceTitle(name: string): string {
  return SIGNAL_SOURCES.find((source) => source.name === name)?.title ?? name
}

/** The formula that its long signals are, for those that are one. */
export function sourceEntry(name: string): string | undefined {
  return SIGNAL_SOURCES.find((source) => source.name === name)?.entry
}
