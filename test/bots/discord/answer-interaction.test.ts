import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { commandsWith } from '../../../src/chat/command.ts'
import { createFakeClock, createFakeInbox, LEASE_MS } from '../../fakes/chat-ports.ts'
import { createSmallDesk, price, type SmallServices, smallCatalog } from '../../fakes/small-desk.ts'
import { onDiscord } from './on-discord.ts'

const command = commandsWith<SmallServices>()
const plain = { group: 'desk', access: 'anyone', effect: 'reads', readers: 'everyone' } as const

const titleOf = (message: { readonly body: Readonly<Record<string, unknown>> } | undefined): unknown =>
  (message?.body.embeds as { title?: string }[] | undefined)?.[0]?.title

test('goes on over pauses, outages and cut connections without saying anything twice', async () => {
  const { chat, done } = createSmallDesk()
  const { server, open, failures } = await onDiscord({ chat })
  await open()
  server.fail({ method: 'POST', path: /callback$/, how: 'done and dropped' })
  server.fail({ method: 'PATCH', path: /@original$/, how: 'limited' })
  server.fail({ method: 'PATCH', path: /@original$/, how: 'failing' })
  server.fail({ method: 'PATCH', path: /@original$/, how: 'done and dropped' })
  const answers = await server.answersTo(server.say({ command: 'list add', options: { markets: 'BTC' } }))
  await server.until(() => server.messages.all[0]?.edits === 1)
  expect([answers.length, done.length, failures]).toEqual([1, 1, []])
})

test('Discord is told within a second, however slow the database is', async () => {
  const clock = createFakeClock()
  const inbox = createFakeInbox({ clock, leaseMs: LEASE_MS })
  const asked: (() => void)[] = []
  const slow = <Value>(found: Promise<Value>) => new Promise<Value>((resolve) => asked.push(() => resolve(found)))
  const { chat } = createSmallDesk({ ports: { inbox: { ...inbox, claim: (...about) => slow(inbox.claim(...about)) } } })
  const { server, open } = await onDiscord({ chat, clock, inbox: { ...inbox, keep: (...about) => slow(inbox.keep(...about)) } })
  await open()
  const [message] = await answersTo(server.say({ command: 'price', options: { market: 'BTC' } }))
  expect((await answersTo(server.press({ message: message?.id ?? '', label: 'Refresh' }))).length).toBe(1)

  async function answersTo(id: string) {
    await vi.waitFor(() => expect(asked.length).toBe(1))
    expect(server.people.isAcknowledged(id)).toBe(false)
    clock.move(1000)
    await server.until(() => server.people.isAcknowledged(id))
    expect([asked.length, server.people.answersTo(id)]).toEqual([1, undefined])
    while (server.people.answersTo(id) === undefined) {
      asked.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return server.answersTo(id)
  }
})

test('an answer that Discord refuses is told with a reference', async () => {
  const { server, open, failures } = await onDiscord({ chat: createSmallDesk().chat })
  await open()
  server.fail({ method: 'PATCH', path: /@original$/, how: { status: 400, code: 50035 } })
  const [answer] = await server.answersTo(server.say({ command: 'price', options: { market: 'BTC' } }))
  expect(titleOf(answer)).toBe('Something went wrong on our side.')
  expect(failures.map(String)).toEqual(['DiscordTrouble: Discord answered 400, code 50035: Not now'])
})

test('nothing is done for an interaction that is over', async () => {
  let now = 0
  const { chat, done } = createSmallDesk()
  const { server, open, failures } = await onDiscord({ chat, now: () => now })
  await open()
  server.say({ command: 'list add', options: { markets: 'BTC' } })
  now = 4000
  await server.until(() => server.violations.length > 0)
  await server.answersTo(server.say({ command: 'price', options: { market: 'BTC' } }))
  expect([done, failures]).toEqual([[], []])
})

test('offers values while somebody types', async () => {
  const { server, open } = await onDiscord({ chat: createSmallDesk({ catalog: smallCatalog }).chat })
  await open()
  const market = server.say({ command: 'price', options: { market: 'b' }, typing: 'market' })
  expect(await server.offersFor(market)).toEqual(['BCH', 'BTC'])
  const indicators = server.say({ command: 'chart', options: { indicators: 'rsi s' }, typing: 'indicators' })
  expect(await server.offersFor(indicators)).toEqual(['rsi sma'])
  expect(server.violations).toEqual([])
})

test('offers nothing rather than something late', async () => {
  const slow = command({
    ...plain,
    name: 'slow',
    summary: 'Offer slowly',
    input: z.strictObject({ what: z.string().meta({ description: 'What' }) }),
    examples: ['/slow x'],
    suggest: { what: () => new Promise(() => undefined) },
    run: async () => ({ title: 'x', blocks: [] }),
  })
  const { server, open } = await onDiscord({ chat: createSmallDesk({ catalog: [slow, price] }).chat })
  await open()
  const asked = performance.now()
  expect(await server.offersFor(server.say({ command: 'slow', options: { what: 'a' }, typing: 'what' }))).toEqual([])
  expect(performance.now() - asked).toBeLessThan(1000)
})

test('two hundred at once are not held back by the fifty requests a second for messages', async () => {
  const { server, open } = await onDiscord({ chat: createSmallDesk().chat })
  await open()
  const asked = performance.now()
  const ids = Array.from({ length: 200 }, () => server.say({ command: 'price', options: { market: 'BTC' } }))
  await Promise.all(ids.map((id) => server.answersTo(id)))
  expect(performance.now() - asked).toBeLessThan(2900)
  expect(server.violations).toEqual([])
})
