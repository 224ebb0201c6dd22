import { z } from 'zod'
import type { BlockRenderer } from '../src/basics/reply.ts'
import { commandsWith } from '../src/chat/command.ts'
import { option } from '../src/chat/option.ts'

const command = commandsWith<{ readonly double: (value: number) => number }>()
const base = {
  name: 'x',
  summary: 's',
  group: 'trading',
  access: 'trader',
  readers: 'only-you',
  examples: ['/x'],
  input: z.strictObject({ a: option(z.int().default(1), { about: 'a' }) }),
  run: async () => ({ title: 't', blocks: [] }),
} as const

command({ ...base, effect: 'reads' })
command({ ...base, effect: 'spends', confirm: async ({ a }, { services }) => ({ title: String(services.double(a)), blocks: [] }) })
// @ts-expect-error a command that spends must ask first
command({ ...base, effect: 'spends' })
// @ts-expect-error a command that reads has nothing to confirm
command({ ...base, effect: 'reads', confirm: async () => ({ title: 't', blocks: [] }) })
// @ts-expect-error there is no option "b" to suggest values for
command({ ...base, effect: 'reads', suggest: { b: async () => [] } })
// @ts-expect-error the input has no "b"
command({ ...base, effect: 'reads', run: async ({ b }) => ({ title: String(b), blocks: [] }) })
// @ts-expect-error the input is a number, which no text is made from by itself
command({ ...base, effect: 'reads', run: async ({ a }) => ({ title: a, blocks: [] }) })
// @ts-expect-error there is no service of that name
command({ ...base, effect: 'reads', run: async (_input, { services }) => ({ title: services.triple(1), blocks: [] }) })
// @ts-expect-error a group that is none of ours
command({ ...base, effect: 'reads', group: 'games' })
// @ts-expect-error a renderer that forgets tables
export const forgetful: BlockRenderer<string> = { text: () => '', fields: () => '', picture: () => '', file: () => '', progress: () => '' }
