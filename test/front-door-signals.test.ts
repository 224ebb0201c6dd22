import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR_MS } from '../src/basics/timeframe.ts'
import type { JsonAnswer } from '../src/chat/json-answer.ts'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { openServer } from '../src/storage/engine/server-driver.ts'
import { walk } from './analysis/some-candles.ts'
import { openProgram, type Program } from './fixtures/program.ts'
import { startTelegramServer, type TelegramServer, TOKEN } from './loopback/telegram-server.ts'
import { ANN, said } from './loopback/telegram-updates.ts'

const GROUP = -100
const BARS = 3000
const WAIT_MS = 60_000
const CODE = /Code: ([A-Z2-7]{6})/

let program: Program
let telegram: TelegramServer

beforeAll(async () => {
  program = await openProgram()
  telegram = await startTelegramServer()
  for (const base of ['BTC', 'ETH']) writeFileSync(join(program.folder, `binance_${base}_USDT_1h.csv`), candlesOf(base))
})
afterAll(async () => {
  await telegram.stop()
  await program.close()
})

const START = Date.UTC(2024, 0, 1)
const timeAt = (bar: number): string => new Date(START + bar * HOUR_MS).toISOString()

function candlesOf(seed: string): string {
  const { open, high, low, close, volume } = walk({ seed, count: BARS, timeframe: '1h' })
  const rows = Array.from(open, (price, bar) => [START + bar * HOUR_MS, price, high[bar], low[bar], close[bar], volume[bar]].join(','))
  return `timestamp_ms,open,high,low,close,volume\n${rows.join('\n')}\n`
}

/** An hour in half a second, from so many hours after the middle of the history on. */
const variables = (hours: number) =>
  program.environment({
    MARKET_SOURCE: 'replay',
    MARKET_DATA_DIR: program.folder,
    REPLAY_FROM: timeAt(BARS / 2 + hours).slice(0, 'YYYY-MM-DD'.length),
    REPLAY_SPEED: '7200',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.url,
  })

async function look(statement: string): Promise<unknown> {
  const { databaseUrl, dataDir } = program
  const driver = await (databaseUrl === undefined ? openEmbedded(dataDir) : openServer(databaseUrl))
  const [row] = await driver.run(statement).finally(() => driver.close())
  return row
}

const told = (chatId: number): readonly string[] =>
  telegram.messages.flatMap((message) => (message.chatId === chatId ? (CODE.exec(message.text)?.[1] ?? []) : []))

test('in a fast replay signals are told as they happen, each once, through kill -9', { timeout: 4 * WAIT_MS }, async () => {
  const first = await program.start(variables(0))
  telegram.managers.add(`${GROUP} ${ANN}`)
  telegram.inject(said('/subscribe signals 0'))
  telegram.inject(said('/subscribe signals BTC 0', { chat: GROUP }))
  await telegram.until(() => told(ANN).length >= 2 && told(GROUP).length >= 1, WAIT_MS)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const before = told(ANN).length

  const second = await program.start(variables(96))
  await telegram.until(() => told(ANN).length >= before + 3, 2 * WAIT_MS)
  second.child.kill('SIGTERM')
  await once(second.child, 'exit')
  // Only of what was on its way when the program died nobody knows whether it arrived.
  for (const chat of [ANN, GROUP]) expect(told(chat).length - new Set(told(chat)).size).toBeLessThanOrEqual(1)
  const [picture] = telegram.messages.filter(({ chatId, kind }) => chatId === ANN && kind === 'photo')
  expect(picture?.labels).toEqual(expect.arrayContaining(['Chart', 'Patterns']))
  expect(telegram.messages.filter(({ chatId, labels, text }) => chatId === GROUP && CODE.test(text) && labels.length > 0)).toEqual([])
  expect(telegram.violations).toEqual([])
  expect(
    await look(`SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE kind = 'signal' GROUP BY dedupe_key HAVING count(*) > 1) AS twice)::int AS twice,
      (SELECT count(*) FROM signals WHERE live AND created_at > (SELECT max(created_at) FROM subscriptions) AND NOT EXISTS (
        SELECT 1 FROM outbox JOIN signals AS said ON strpos(outbox.dedupe_key, said.id::text) > 0
        WHERE outbox.chat_id = '${ANN}' AND (said.market_id, said.timeframe, said.direction) = (signals.market_id, signals.timeframe, signals.direction)
      ))::int AS untold`),
  ).toEqual({ twice: 0, untold: 0 })
})

test('a button of what was said at a time works at that time', { timeout: 2 * WAIT_MS }, () => {
  const { stdout } = program.run(['say', '--json', '--at', timeAt(2000), '/signals', '!1'], variables(0))
  const [list, shown] = JSON.parse(stdout) as JsonAnswer[]
  expect(list?.title).toMatch(/open signals?$/)
  expect(shown?.refusal).toBeUndefined()
  expect(shown?.title).toMatch(/, confidence \d+$/)
})
