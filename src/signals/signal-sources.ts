import type { SignalSource } from './signal-source.ts'

/** All that makes signals. */
export const SIGNAL_SOURCES: readonly SignalSource[] = []

/** How a source is called for people; its name, for one that is no more. */
export function sourceTitle(name: string): string {
  return SIGNAL_SOURCES.find((source) => source.name === name)?.title ?? name
}
