import { once } from 'node:events'
import { join } from 'node:path'
import { createAccounts } from '../accounts/accounts.ts'
import { createCommandBudget } from '../accounts/command-budget.ts'
import { createSettings } from '../accounts/settings.ts'
import { timeLimit, type WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { Decimal } from '../basics/money.ts'
import { createCharts } from '../charts/chart-service.ts'
import { type Chat, createChat } from '../chat/chat.ts'
import { catalog } from '../commands/catalog.ts'
import type { HealthReport } from '../commands/desk-health.ts'
import type { Services } from '../commands/services.ts'
import type { Config } from '../config.ts'
import type { Readiness } from '../http/app.ts'
import { createMetrics, type Metrics } from '../http/metrics.ts'
import type { Log } from '../log.ts'
import { createWatchlists } from '../market/watchlists.ts'
import { type Database, openDatabase } from '../storage/database.ts'
import { type DeskMarket, openDeskMarket } from './desk-market.ts'

const PAPER = { asset: 'USDT', opening: new Decimal(10_000) }
const REFERENCE_CHARS = 8
const ANSWER_MS_MAX = 2_000

export interface Desk {
  readonly chat: Chat
  readonly market: DeskMarket
  readonly database: Database
  readonly metrics: Metrics
  readonly clock: WallClock
  /** Where pictures and files go that were asked for in the terminal. */
  readonly answersFolder: string
  readiness(bots: Readiness['bots']): Promise<Readiness>
  /** Writes a failure down and returns the reference to find it by. */
  recordFailure(error: unknown, about: Readonly<Record<string, string>>): string
  close(): Promise<void>
}

export interface DeskParts {
  readonly config: Config
  readonly log: Log
  readonly clock: WallClock
  readonly ids: Ids
  readonly version: string
}

/** Plugs everything together. Start-up is recovery: nothing that matters is only in memory. Throws a `Refusal` when the database or the market cannot be had. */
export async function openDesk({ config, log, clock, ids, version }: DeskParts): Promise<Desk> {
  const startedAt = clock.elapsed()
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, clock })
  const recordFailure = (error: unknown, about: Readonly<Record<string, string>>): string => {
    const reference = (about.callId ?? ids.id()).slice(-REFERENCE_CHARS)
    log.error({ err: error, ...about, reference }, 'failed')
    return reference
  }
  const metrics = createMetrics({ version, priceAgeMs: () => priceAgeOf(market) })
  const market: DeskMarket = openDeskMarket({
    config: config.market,
    production: config.production,
    clock,
    database,
    observe: metrics.observeVenue,
  })
  const charts = createCharts()
  const accounts = createAccounts({
    store: database.accounts,
    registration: config.registration,
    ids,
    paper: { ...PAPER, source: market.sourceName },
  })
  const shared = {
    charts,
    accounts,
    watchlists: createWatchlists(database.watchlists),
    keptCandles: database.candles,
    settings: createSettings({
      store: database.settings,
      reportUnreadable: (key, owner) => log.warn({ key, owner }, 'a stored setting cannot be read'),
    }),
    health: { report: () => healthReport({ database, clock, startedAt, version }) },
    commands: () => chat.commands,
  }
  const budget = createCommandBudget({ clock })
  const chat: Chat = createChat<Services>({
    catalog,
    clock,
    ids,
    services: async ({ account, place, at }) => ({
      ...shared,
      ...(await market.servicesFor({ userId: account.id, alone: place.private, at })),
    }),
    ports: {
      accountOf: accounts.accountOf,
      presses: database.presses,
      inbox: database.inbox,
      admit: budget.admit,
      recordFailure: (error, about) => recordFailure(error, about),
      observe(call) {
        metrics.observeCall(call)
        const { code = 'ok', ...rest } = call
        log.info({ ...rest, outcome: code }, 'call')
      },
    },
  })

  return {
    chat,
    market,
    database,
    metrics,
    clock,
    answersFolder: join(config.dataDir, 'answers'),
    recordFailure,
    async readiness(bots) {
      const reached = await answeredMs(database, clock)
      const status = market.status()
      const priceAgeMs = priceAgeOf(market) ?? null
      const ready = reached !== undefined && status.ok && Object.values(bots).every((state) => state === 'ok')
      return {
        ready,
        database: reached === undefined ? 'down' : 'ok',
        bots,
        market: { source: market.sourceName(), ok: status.ok, detail: status.detail, priceAgeMs },
      }
    },
    async close() {
      await market.stop()
      await charts.stop()
      await database.close()
    },
  }
}

function priceAgeOf(market: DeskMarket): number | undefined {
  const { newestPriceAt } = market.status()
  return newestPriceAt === undefined ? undefined : Math.max(0, market.now() - newestPriceAt)
}

async function healthReport({
  database,
  clock,
  startedAt,
  version,
}: {
  database: Database
  clock: WallClock
  startedAt: number
  version: string
}): Promise<HealthReport> {
  return {
    versions: { parley: version, node: process.version },
    uptimeMs: clock.elapsed() - startedAt,
    memoryBytes: process.memoryUsage.rss(),
    database: { label: database.kind === 'embedded' ? 'embedded' : 'PostgreSQL', answeredMs: await answeredMs(database, clock) },
  }
}

/** How long the database took to answer; undefined when it did not in time. */
async function answeredMs(database: Database, clock: WallClock): Promise<number | undefined> {
  const asked = clock.elapsed()
  const { signal, release } = timeLimit(clock, ANSWER_MS_MAX)
  const silence = once(signal, 'abort').then(() => undefined)
  const answer = database.ping().then(
    () => clock.elapsed() - asked,
    () => undefined,
  )
  return Promise.race([answer, silence]).finally(release)
}
