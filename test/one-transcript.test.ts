import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { commandsWith } from '../src/chat/command.ts'
import { commandsOf } from '../src/chat/group.ts'
import { catalog } from '../src/commands/catalog.ts'
import { createSmallDesk, type SmallServices, smallCatalog } from './fakes/small-desk.ts'
import { openTestDesk } from './fixtures/desk.ts'
import { openStages } from './fixtures/stages.ts'

type Stages = Awaited<ReturnType<typeof openStages>>

describe('every example of every command', () => {
  const desks: Awaited<ReturnType<typeof openTestDesk>>[] = []
  let stages: Stages
  beforeAll(async () => {
    stages = await openStages(catalog, async () => {
      const desk = await openTestDesk()
      desks.push(desk)
      return desk
    })
  })
  afterAll(async () => {
    await stages.close()
    for (const desk of desks) await desk.close()
  })

  const examples = commandsOf(catalog).flatMap(({ group, examples }) => examples.map((line) => ({ line, group })))
  /** What people get wrong, where every platform lets them. */
  const refused = ['/price nonsense', '/chart btc 1d ema(99999)', '/settings set zone nowhere', '/settings show nothing', '/help nothing']

  /** What examples of trading take for granted: nothing is stopped, a position is open, and an order waits. */
  async function stock(): Promise<void> {
    const { everywhere } = stages
    const offers = async (line: string, label: string): Promise<boolean> =>
      (await everywhere((stage) => stage.say(line))).buttons.some((button) => button.label.startsWith(label))
    await everywhere((stage) => stage.say('/resume'))
    for (const [list, label, order] of [
      ['/positions', 'Close BTC', '/buy btc $100'],
      ['/orders', 'Cancel', '/buy eth $50 @-2%'],
    ] as const) {
      if (await offers(list, label)) continue
      await everywhere((stage) => stage.say(order))
      await everywhere((stage) => stage.press('Confirm'))
    }
  }

  test.each([...examples, ...refused.map((line) => ({ line, group: 'desk' }))])(
    '$line is answered alike in the terminal, on Telegram and on Discord',
    async ({ line, group }) => {
      if (group === 'trading') await stock()
      const { buttons } = await stages.everywhere((stage) => stage.say(line))
      for (const [index, { kind, label }] of buttons.entries()) {
        if (kind !== 'press') continue
        // The answer to a button may have taken the place of the others, or changed what there is to offer.
        const now = index === 0 ? { buttons } : await stages.everywhere((stage) => stage.say(line))
        if (now.buttons.some((button) => button.label === label)) await stages.everywhere((stage) => stage.press(label))
      }
      expect(stages.wrongs()).toEqual([])
    },
  )
})

describe('what no command does yet', () => {
  const work = commandsWith<SmallServices>()({
    name: 'work',
    summary: 'Work in steps',
    group: 'desk',
    access: 'anyone',
    effect: 'reads',
    readers: 'everyone',
    input: z.strictObject({}),
    examples: ['/work'],
    async run(_, { progress }) {
      for (const step of [1, 2, 3]) await progress(step, 3, `Step ${step}`)
      return { title: 'Done', blocks: [] }
    },
  })
  const wholeCatalog = [...smallCatalog, work]
  let stages: Stages
  beforeAll(async () => {
    stages = await openStages(wholeCatalog, async () => createSmallDesk({ catalog: wholeCatalog }))
  })
  afterAll(() => stages.close())

  test.each(['Confirm', 'Cancel'])('a question is asked alike, and %s is heard alike', async (label) => {
    const question = await stages.everywhere((stage) => stage.say('/buy BTC $100'))
    expect(question.buttons.map((button) => button.label)).toEqual(['Confirm', 'Cancel'])
    const answer = await stages.everywhere((stage) => stage.press(label))
    expect(answer).toMatchObject(
      label === 'Confirm' ? { title: 'Bought $100 of BTC' } : { title: 'Cancelled. Nothing was done.', replaces: true },
    )
    expect(stages.wrongs()).toEqual([])
  })

  test('a link stands beside the other buttons', async () => {
    const { buttons } = await stages.everywhere((stage) => stage.say('/price BTC'))
    expect(buttons.map(({ kind }) => kind)).toEqual(['press', 'link'])
    expect(await stages.everywhere((stage) => stage.press('Refresh'))).toMatchObject({ replaces: true })
    expect(stages.wrongs()).toEqual([])
  })

  test('progress is shown alike, and the answer takes its place', async () => {
    expect((await stages.everywhere((stage) => stage.say('/work'))).title).toBe('Done')
    expect(stages.wrongs()).toEqual([])
  })

  test('what a role may not do is refused alike', async () => {
    expect((await stages.everywhere((stage) => stage.say('/halt'))).refusal?.code).toBe('not-allowed')
    expect(stages.wrongs()).toEqual([])
  })
})
