import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Answer, progress } from '../../src/basics/reply.ts'
import { type CommandDefinition, commandsWith } from '../../src/chat/command.ts'
import { callBy } from '../fakes/chat-ports.ts'
import { createSmallDesk, type SmallServices } from '../fakes/small-desk.ts'

type Run = CommandDefinition<SmallServices, z.ZodObject<Record<string, never>>>['run']

const NEVER = new Promise<never>(() => {})

const WORK = {
  name: 'work',
  summary: 'Work for a while',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  limitMs: 5000,
  input: z.strictObject({}),
  examples: ['/work'],
} as const

function deskWith(run: Run, effect: 'reads' | 'changes' = 'reads') {
  const work = commandsWith<SmallServices>()({ ...WORK, effect, run })
  return createSmallDesk({ catalog: [work] })
}

/** Lets everything that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

test('stops waiting when the time is over, and tells the command', async () => {
  let aborted: unknown
  const { chat, clock, failures, observed } = deskWith((_input, { signal }) => {
    signal.addEventListener('abort', () => {
      aborted = signal.reason
    })
    return NEVER
  })
  const answer = chat.say('/work', callBy('ann'))
  await settle()
  clock.move(4999)
  expect(aborted).toBeUndefined()
  clock.move(1)
  expect(await answer).toMatchObject({
    title: 'That took longer than 5 s, so I stopped waiting.',
    refusal: { code: 'timeout', hint: 'Please try again in a moment.' },
  })
  expect(aborted).toMatchObject({ name: 'TimeLimitError' })
  expect(failures).toEqual([])
  expect(observed).toMatchObject([{ code: 'timeout', durationMs: 5000 }])
})

test('says of a change that it may have been made all the same', async () => {
  const { chat, clock } = deskWith(() => NEVER, 'changes')
  const answer = chat.say('/work', callBy('ann'))
  await settle()
  clock.move(5000)
  expect((await answer)?.refusal?.hint).toBe('It may still have been done: look before you try again.')
})

test('shows progress through the sink, in order, and nothing once the answer is there', async () => {
  const shown: Answer[] = []
  let late: () => Promise<void> = async () => {}
  const { chat } = deskWith(async (_input, context) => {
    await context.progress(1, 2, 'Reading')
    void context.progress(2, 2, 'Reading')
    late = () => context.progress(3, 2, 'Too late')
    return { title: 'Done', blocks: [] }
  })
  const sink = { show: async (answer: Answer) => void shown.push(answer) }
  expect((await chat.say('/work', callBy('ann', { sink })))?.title).toBe('Done')
  await late()
  expect(shown).toEqual([
    { title: 'Work for a while', blocks: [progress(1, 2, 'Reading')], buttons: [] },
    { title: 'Work for a while', blocks: [progress(2, 2, 'Reading')], buttons: [] },
  ])
})

test('a sink that breaks does not break the command', async () => {
  const { chat, failures } = deskWith(async (_input, context) => {
    await context.progress(1, 2, 'Reading')
    return { title: 'Done', blocks: [] }
  })
  const outage = new Error('the message is gone')
  const rejects = { show: () => Promise.reject(outage) }
  const throws = {
    show: () => {
      throw outage
    },
  }
  expect((await chat.say('/work', callBy('ann', { sink: rejects })))?.title).toBe('Done')
  expect((await chat.say('/work', callBy('ann', { sink: throws })))?.title).toBe('Done')
  expect((await chat.say('/work', callBy('ann')))?.title).toBe('Done')
  expect(failures).toEqual([outage, outage])
})

test('a sink that hangs is left behind with the time', async () => {
  const { chat, clock } = deskWith((_input, context) => context.progress(1, 2, 'Reading').then(() => ({ title: 'Done', blocks: [] })))
  const answer = chat.say('/work', callBy('ann', { sink: { show: () => NEVER } }))
  await settle()
  clock.move(5000)
  expect((await answer)?.refusal?.code).toBe('timeout')
})

test('what can be called off says so under its progress, with one button for as long as it works', async () => {
  const shown: Answer[] = []
  const catalog = [
    commandsWith<SmallServices>()({
      ...WORK,
      stoppedBy: 'halt',
      run: async (_input, context) => {
        await context.progress(1, 2, 'Reading')
        await context.progress(2, 2, 'Reading')
        return { title: 'Done', blocks: [] }
      },
    }),
    commandsWith<SmallServices>()({
      ...WORK,
      name: 'halt',
      examples: ['/halt'],
      run: async () => ({ title: 'Halted', blocks: [] }),
    }),
  ]
  const { chat } = createSmallDesk({ catalog })
  await chat.say('/work', callBy('ann', { sink: { show: async (answer: Answer) => void shown.push(answer) } }))
  const [first, second] = shown.map(({ buttons }) => buttons)
  expect(first).toMatchObject([{ kind: 'press', label: 'Cancel' }])
  expect(second).toEqual(first)
  const [button] = first ?? []
  expect(button?.kind === 'press' && (await chat.press(button.id, callBy('ann')))?.title).toBe('Halted')
})
