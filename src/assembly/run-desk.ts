import { once } from 'node:events'
import { createConsoleBot } from '../../bots/console/bot.ts'
import { keepFilesIn } from '../../bots/console/keep-files.ts'
import { sayLines } from '../../bots/console/one-shot.ts'
import { timeLimit } from '../basics/clock.ts'
import { Refusal } from '../basics/refusal.ts'
import { MINUTE_MS } from '../basics/timeframe.ts'
import { createHttpApp } from '../http/app.ts'
import { type HttpServer, startHttpServer } from '../http/server.ts'
import { startJobs } from '../jobs/job-runner.ts'
import { scheduleOf } from '../jobs/schedule.ts'
import { type DeskHandlers, serveDesk } from '../local/desk-socket.ts'
import { createRounds } from '../notify/rounds.ts'
import type { ImportWords, SayWords } from './command-line.ts'
import { type Desk, type DeskParts, openDesk } from './desk.ts'
import { createDeskBots, type DeskBots } from './desk-bots.ts'
import { importFile } from './import-file.ts'

const STOP_MS_MAX = 10_000
/** How often books with something open are matched with the market. */
const SETTLE_MS = 5_000
/** How often closed candles are looked at in a replay, in market time: as often as the job does where time runs as usual. */
const LOOK_MARKET_MS = MINUTE_MS
const LOOK_MS_MIN = 1_000

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Terminal {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  /** No colours. */
  readonly plain: boolean
}

interface Running {
  stop(): Promise<void>
}

type RunParts = DeskParts & { readonly terminal: Terminal | undefined }

/**
 * `npm start`: opens the desk, serves HTTP and the other commands of this machine, does what the clock asks for, and talks on a terminal.
 * Returns when it was told to stop.
 */
export async function runDesk(parts: RunParts): Promise<void> {
  const { config, log } = parts
  const told = untilTold()
  const desk = await openDesk({ ...parts, hasJobs: true })
  const running: Running[] = []
  try {
    if (desk.database.kind === 'embedded') running.push(await serveDesk(config.dataDir, handlersOf(desk), desk.recordFailure))
    running.push(startJobs(jobsOf(desk, parts)), settling(desk, parts), ...replaying(desk, parts))
    const bots = await makeBots(desk, parts)
    const http = await serveHttp(desk, parts, bots)
    if (http !== undefined) running.push(http)
    running.push(bots, desk.notices)
    log.info({ version: parts.version, database: desk.database.kind, port: http?.port }, 'ready')
    bots.start().then(() => desk.notices.start(bots.messengers))
    await (parts.terminal === undefined ? workUntil(told, desk, log) : talk(desk, { ...parts, terminal: parts.terminal, told }))
  } finally {
    log.info('stopping')
    await stop(desk, running, parts)
  }
}

/** In the order opposite to the start; what hangs is left behind after a while, since a crash must be survived anyway. */
async function stop(desk: Desk, running: readonly Running[], { clock, log }: RunParts): Promise<void> {
  const { signal, release } = timeLimit(clock, STOP_MS_MAX)
  const stopped = Promise.allSettled(running.toReversed().map((part) => part.stop())).then(() => desk.close())
  await Promise.race([stopped, once(signal, 'abort').then(() => log.warn('something did not stop in time'))])
  release()
}

async function workUntil(told: Promise<void>, desk: Desk, log: DeskParts['log']): Promise<void> {
  desk.market.opened().then(
    (news) => log.info({ source: desk.market.sourceName() }, news),
    (error: unknown) => desk.recordFailure(error, { part: 'market' }),
  )
  await told
}

async function talk(
  desk: Desk,
  { version, told, terminal: { input, output, plain } }: DeskParts & { readonly terminal: Terminal; readonly told: Promise<void> },
): Promise<void> {
  output.write(`${greeting(version)}\n`)
  const bot = createConsoleBot({ chat: desk.chat, input, output, plain, keepFile: keepFilesIn(desk.answersFolder) })
  desk.market.opened().then(
    (news) => bot.announce(news),
    (error: unknown) =>
      bot.announce(
        error instanceof Refusal ? error.message : `The market did not open. Reference ${desk.recordFailure(error, { part: 'market' })}`,
      ),
  )
  await Promise.race([bot.start(), told])
  bot.stop()
}

function greeting(version: string): string {
  return [
    `Parley ${version}: a trading desk you talk to.`,
    'Ask for prices and pictures, look at any day of the past, keep a watchlist. Paper money only, and no advice.',
    'Try /price btc, /chart btc 4h rsi macd, or /help. /quit leaves.',
  ].join('\n')
}

/** Listens from the first moment on: a desk that is told to stop while it starts stops once it has started. */
async function untilTold(): Promise<void> {
  await Promise.race(STOP_SIGNALS.map((signal) => once(process, signal)))
}

/** Makes the bots whose tokens are set; what troubles them is logged, and said on the terminal. */
async function makeBots(desk: Desk, { config, log, clock, terminal }: RunParts): Promise<DeskBots> {
  const bots = await createDeskBots({
    config,
    chat: desk.chat,
    inbox: desk.database.inbox,
    moveChat: desk.database.outbox.move,
    async sendLater({ destination, answer, key }) {
      const message = { destination, answer, kind: 'answer', urgency: 'alert', silent: false, dedupeKey: `answer ${key}` } as const
      await desk.database.transaction((tx) => desk.database.outbox.add(tx, message))
      desk.notices.sender.wake()
    },
    pace: desk.notices.pace,
    clock,
    recordFailure: desk.recordFailure,
    onTrouble(sentence) {
      log.warn(sentence)
      terminal?.output.write(`${sentence}\n`)
    },
  })
  desk.watchBots(() => ({ ...(terminal === undefined ? {} : { console: 'ok' }), ...bots.states() }))
  return bots
}

async function serveHttp(
  desk: Desk,
  { config, log, clock, ids, version, terminal }: RunParts,
  { telegramWebhook }: Pick<DeskBots, 'telegramWebhook'>,
): Promise<HttpServer | undefined> {
  const app = createHttpApp({
    version,
    readiness: desk.readiness,
    telegramWebhook,
    metrics: desk.metrics,
    metricsToken: config.http.metricsToken,
    clock,
    ids,
    recordFailure: (error, about) => desk.recordFailure(error, about),
  })
  try {
    return await startHttpServer(app, config.http)
  } catch (error) {
    if (config.production || !(error instanceof Refusal)) throw error
    log.warn(error.message)
    terminal?.output.write(`${error.message} ${error.hint ?? ''} Until then there is no /health and no /metrics.\n`)
    return undefined
  }
}

function jobsOf(desk: Desk, { clock }: RunParts): Parameters<typeof startJobs>[0] {
  return {
    jobs: scheduleOf({
      sweep: (now) => desk.database.sweep(now),
      keepEquity: desk.keepEquity,
      lookAtCandles: desk.lookAtCandles,
      followStrategies: desk.followStrategies,
    }),
    claims: desk.database.jobs,
    clock,
    observe: desk.metrics.observeJob,
    recordFailure: (error, about) => void desk.recordFailure(error, about),
  }
}

/** Stops and targets are watched whether or not their owners say anything. */
function settling(desk: Desk, { clock }: RunParts): Running {
  const rounds = createRounds({
    clock,
    everyMs: SETTLE_MS,
    round: async () => void (await desk.settleBooks()),
    recordFailure: (error) => void desk.recordFailure(error, { part: 'books' }),
  })
  rounds.start()
  return rounds
}

/** In a replay that runs faster than time does, a job of each minute would come long after candles closed, and tell nobody of what they said. */
function replaying(desk: Desk, { config, clock }: RunParts): readonly Running[] {
  const { source, replaySpeed } = config.market
  if (source !== 'replay' || replaySpeed <= 1) return []
  const rounds = createRounds({
    clock,
    everyMs: Math.max(LOOK_MS_MIN, LOOK_MARKET_MS / replaySpeed),
    async round() {
      await desk.lookAtCandles()
      await desk.followStrategies()
      return undefined
    },
    recordFailure: (error) => void desk.recordFailure(error, { part: 'replay' }),
  })
  rounds.start()
  return [rounds]
}

/** What `npm run say` and `npm run import` ask of a desk that has the embedded database to itself. The socket is the same user's: its words are trusted. */
function handlersOf(desk: Desk): DeskHandlers {
  return {
    say: (words) => sayAt(desk, words as SayWords),
    import: (words) => importFile(desk, words as ImportWords),
  }
}

/** Says the lines of `npm run say` to a desk that is open. */
export async function sayAt(desk: Desk, words: SayWords): ReturnType<typeof sayLines> {
  if (words.anew) await desk.beginAnew(words)
  return sayLines({ ...words, chat: desk.chat, keepFile: keepFilesIn(desk.answersFolder) })
}
