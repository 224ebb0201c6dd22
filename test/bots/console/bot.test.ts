import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createConsoleBot } from '../../../bots/console/bot.ts'
import { commandsWith } from '../../../src/chat/command.ts'
import { createSmallDesk, price, type SmallServices } from '../../fakes/small-desk.ts'

const work = commandsWith<SmallServices>()({
  name: 'work',
  summary: 'Work for a while',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({}),
  examples: ['/work'],
  async run(_input, { progress }) {
    await progress(1, 2, 'Reading')
    return { title: 'Done', blocks: [] }
  },
})

class Screen extends PassThrough {
  readonly isTTY: boolean
  readonly columns = 20
  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }
}

function talk({ isTTY = false, plain = false, opening }: { isTTY?: boolean; plain?: boolean; opening?: string } = {}) {
  const input = new PassThrough()
  const output = new Screen(isTTY)
  const written: Buffer[] = []
  output.on('data', (chunk: Buffer) => written.push(chunk))
  const desk = createSmallDesk({ catalog: [price, work] })
  const keepFile = async () => 'out/file'
  const bot = createConsoleBot({ chat: desk.chat, input, output, keepFile, plain, ...(opening === undefined ? {} : { opening }) })
  const screen = () => Buffer.concat(written).toString()
  const shows = async (text: string) => {
    while (!screen().includes(text)) await once(output, 'data')
  }
  return { input, bot, ended: bot.start(), screen, shows }
}

test('answers what is typed until the input ends', async () => {
  const { input, ended, screen } = talk({ opening: '/price eth' })
  input.end('/price btc\n\n!1\n/prise')
  await ended
  const answer = (symbol: string) =>
    `${symbol} is at 64,213.50 USD\nFor  console\nAt   undefined\nExchange: https://example.com/\n!1 Refresh`
  const refusal = 'There is no /prise.\nDid you mean /price? See /help.'
  expect(screen()).toBe(`${[answer('ETH'), answer('BTC'), answer('BTC'), refusal, 'Good bye.'].join('\n\n')}\n`)
})

test('ends in peace when the terminal is closed', async () => {
  const { input, bot, ended, screen } = talk({ isTTY: true })
  Object.assign(input, { setRawMode: () => input.emit('error', new Error('setRawMode EIO')) })
  input.emit('error', new Error('read EIO'))
  bot.stop()
  await ended
  expect(screen()).toContain('Good bye.')
})

test('leaves at /quit, though more was typed', async () => {
  const { input, ended, screen } = talk()
  input.write('/QUIT\n/price btc\n')
  await ended
  expect(screen()).toBe('Good bye.\n')
})

test('stops when it is told to', async () => {
  const { bot, ended, screen } = talk()
  bot.stop()
  await ended
  expect(screen()).toBe('Good bye.\n')
})

test('writes progress over itself on a terminal, and not at all elsewhere', async () => {
  const terminal = talk({ isTTY: true, plain: true })
  terminal.input.end('/work\n')
  await terminal.ended
  expect(terminal.screen()).toContain('\r\u001b[2K[##########--------\r\u001b[2KDone\n')

  const piped = talk()
  piped.input.end('/work\n')
  await piped.ended
  expect(piped.screen()).toBe('Done\n\nGood bye.\n')
})

test('colours the terminal unless that is not wanted', async () => {
  for (const [plain, title] of [
    [false, '\u001b[1mDone\u001b[0m\n'],
    [true, '\u001b[2KDone\n'],
  ] as const) {
    const { input, ended, screen } = talk({ isTTY: true, plain })
    input.end('/work\n')
    await ended
    expect(screen()).toContain(title)
  }
})

test('leaves at the second Ctrl-C, not at the first', async () => {
  const { input, ended, screen } = talk({ isTTY: true, plain: true })
  input.write('half a li\u0003')
  input.write('/work\r')
  input.write('\u0003')
  input.write('\u0003')
  await ended
  expect(screen()).toContain('Ctrl-C again to leave.')
  expect(screen()).toContain('Done\n')
  expect(screen()).toMatch(/Good bye\.\n$/)
})

test('completes what is typed with the Tab key', async () => {
  const { input, ended, shows } = talk({ isTTY: true, plain: true })
  input.write('/pri')
  input.write('\t')
  await shows('/price ')
  input.write('BT')
  input.write('\t')
  await shows('BTC')
  input.write(' EUR\r')
  await shows('BTC is at 64,213.50 EUR')
  input.end()
  await ended
})
