import { expect, test } from 'vitest'
import type { Command } from '../../../src/chat/command.ts'
import { createDirectory } from '../../../src/chat/directory.ts'
import { commandsOf } from '../../../src/chat/group.ts'
import { readArguments } from '../../../src/chat/read-arguments.ts'
import { catalog } from '../../../src/commands/catalog.ts'
import type { Services } from '../../../src/commands/services.ts'
import { useTestDesk } from '../../fixtures/desk.ts'
import { onDiscord } from './on-discord.ts'

const desk = useTestDesk()
const directory = createDirectory(catalog)
const secret = commandsOf(catalog).filter(({ readers }) => readers === 'only-you')

/** The first example of the command as somebody fills it in on Discord. */
function filledIn(command: Command<Services>) {
  const { words } = directory.inLine(command.examples[0])
  const values = Object.entries(readArguments(command, words))
  return Object.fromEntries(values.map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') : (value as string)]))
}

test('what is for one person alone is seen by nobody else, in a server and among several', async () => {
  expect(secret.length).toBeGreaterThan(5)
  const { server, open } = await onDiscord({ chat: desk().chat })
  await open()
  for (const command of secret) {
    for (const where of ['guild', 'group'] as const) {
      const messages = await server.answersTo(server.say({ command: command.name, options: filledIn(command), where }))
      expect(messages.length).toBeGreaterThan(0)
      for (const message of messages) {
        expect([command.name, where, message.isUnseen]).toEqual([command.name, where, true])
        expect(JSON.stringify(message.body)).not.toContain('Others would read the answer here')
      }
    }
  }
  expect(server.messages.all.filter(({ isUnseen }) => !isUnseen)).toEqual([])
  expect(server.violations).toEqual([])
})

test('in a direct message it stays', async () => {
  const { server, open } = await onDiscord({ chat: desk().chat })
  await open()
  const [message] = await server.answersTo(server.say({ command: 'settings show', where: 'dm' }))
  expect(message?.isUnseen).toBe(false)
})

test('every button of every answer leads to an answer, and none of them tells others', async () => {
  const { server, open } = await onDiscord({ chat: desk().chat })
  await open()
  for (const command of commandsOf(catalog)) {
    const [message] = await server.answersTo(server.say({ command: command.name, options: filledIn(command) }))
    const rows = (message?.body.components ?? []) as { components: { label: string; custom_id?: string }[] }[]
    const labels = rows.flatMap(({ components }) => components.filter(({ custom_id }) => custom_id !== undefined).map(({ label }) => label))
    const first = labels[0]
    if (message === undefined || first === undefined) continue
    const answers = await server.answersTo(server.press({ message: message.id, label: first }))
    const isSecret = command.readers === 'only-you'
    expect([command.name, answers.every(({ isUnseen }) => isUnseen === isSecret)]).toEqual([command.name, true])
  }
  expect(server.violations).toEqual([])
})
