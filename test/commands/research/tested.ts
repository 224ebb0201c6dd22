import { expect } from 'vitest'
import type { Answer } from '../../../src/basics/reply.ts'
import type { useTestDesk } from '../../fixtures/desk.ts'

/** A test that trades often on the small history. */
export const CROSS = 'entry "sma(10) crosses above sma(20)" exit "sma(10) crosses below sma(20)"'

/** Tests something, and gives the code of the result. */
export async function testedCode(desk: ReturnType<ReturnType<typeof useTestDesk>>, words: string): Promise<string> {
  desk.clock.move(60_000)
  return fieldOf(await desk.say(`/backtest ${words}`), 'Code')
}

export function fieldOf({ blocks }: Answer, label: string): string {
  const found = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : [])).find((field) => field.label === label)
  return found?.value ?? expect.unreachable(`no ${label}`)
}
