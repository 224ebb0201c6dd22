import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createAccounts } from '../accounts/accounts.ts'
import { chatSettings } from '../accounts/chat-settings.ts'
import { createCommandBudget } from '../accounts/command-budget.ts'
import { createServerSettings } from '../accounts/server-settings.ts'
import { createSettings, OF_SERVERS, type SettingsNeeds } from '../accounts/settings.ts'
import { createBacktestPool } from '../backtest/backtest-pool.ts'
import { createBacktests } from '../backtest/backtest-service.ts'
import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { createCharts } from '../charts/chart-service.ts'
import { type Chat, createChat } from '../chat/chat.ts'
import { catalog } from '../commands/catalog.ts'
import type { Services } from '../commands/services.ts'
import type { Config } from '../config.ts'
import type { Readiness } from '../http/app.ts'
import { createMetrics, type Metrics } from '../http/metrics.ts'
import type { Log } from '../log.ts'
import { createWatchlists } from '../market/watchlists.ts'
import { createRisk } from '../risk/risk-service.ts'
import { type Database, openDatabase } from '../storage/database.ts'
import { createStrategies } from '../strategies/strategies.ts'
import type { RiskGate } from '../trading/gate-ports.ts'
import { ledgerRules } from '../trading/ledger/ledger-rules.ts'
import { createDeskFaces } from './desk-faces.ts'
import { type DeskMarket, openDeskMarket } from './desk-market.ts'
import { createDeskNotices, type DeskNotices } from './desk-notices.ts'
import { createDeskSignals } from './desk-signals.ts'
import { healthReport, priceAgeOf, readinessOf } from './desk-state.ts'
import { createDeskStrategies } from './desk-strategies.ts'
import { createDeskTrading, type DeskTrading, PAPER_OPENING } from './desk-trading.ts'

const REFERENCE_CHARS = 8
/** One core is left to those who talk. */
const THREADS_MAX = Math.max(1, availableParallelism() - 1)

export interface Desk {
  readonly chat: Chat
  readonly market: DeskMarket
  readonly database: Database
  readonly metrics: Metrics
  readonly notices: DeskNotices
  readonly clock: WallClock
  /** Where pictures and files go that were asked for in the terminal. */
  readonly answersFolder: string
  /** Tells /health and /ready how the bots do. */
  watchBots(states: () => Readiness['bots']): void
  readiness(): Promise<Readiness>
  /** Ends the main book of a console user and begins the next one, at this market time. */
  beginAnew(who: { readonly userId: string; readonly at: number | undefined }): Promise<void>
  /** Matches all that rests with what the market did, for those whose owners say nothing. */
  settleBooks(): Promise<void>
  /** Keeps what each account with something open is worth now. */
  keepEquity(): Promise<void>
  /** Looks at the candles that closed since the last time, and tells of signals. */
  lookAtCandles(): Promise<void>
  /** Lets strategies that are followed step at the candles that closed since the last time. */
  followStrategies(): Promise<void>
  /** Writes a failure down and returns the reference to find it by. */
  recordFailure(error: unknown, about: Readonly<Record<string, string>>): string
  close(): Promise<void>
}

export interface DeskParts {
  readonly config: Config
  readonly log: Log
  readonly clock: WallClock
  readonly ids: Ids
  /** What client order ids are derived with. */
  readonly secret: Uint8Array
  readonly version: string
  /** Its jobs run, so that commands may leave to them what takes long. */
  readonly hasJobs?: boolean
}

/** Plugs everything together. Start-up is recovery: nothing that matters is only in memory. Throws a `Refusal` when the database or the market cannot be had. */
export async function openDesk({ config, log, clock, ids, secret, version, hasJobs = false }: DeskParts): Promise<Desk> {
  const startedAt = clock.elapsed()
  let bots: () => Readiness['bots'] = () => ({})
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, clock, ledger: ledgerRules })
  const recordFailure = (error: unknown, about: Readonly<Record<string, string>>): string => {
    const reference = (about.callId ?? ids.id()).slice(-REFERENCE_CHARS)
    log.error({ err: error, ...about, reference }, 'failed')
    return reference
  }
  const metrics = createMetrics({ version, priceAgeMs: () => priceAgeOf(market) })
  const { market: wanted, production } = config
  const market: DeskMarket = openDeskMarket({ config: wanted, production, clock, database, observe: metrics.observeVenue })
  const features = featuresOn(database, { config, log, clock, ids, source: market.sourceName })
  const trading = tradingOf(database, { config, log, clock, ids, secret, gate: features.risk })
  const notices = createDeskNotices({
    database,
    clock,
    ids,
    faces: createDeskFaces({ market: market.own, servicesOf: servicesAlone(market, trading) }),
    recordFailure,
    observeSending: metrics.observeSending,
  })
  const { charts } = features
  const signals = createDeskSignals({ database, market: market.own, charts, clock, ids, wake: notices.sender.wake, hasJobs })
  const strategies = createDeskStrategies({ database, market: market.own, servicesOn: trading.servicesOn, ids, recordFailure })
  const shared = {
    ...features,
    following: strategies.following,
    liveCards: notices.liveCards,
    health: { report: () => healthReport({ database, clock, startedAt, version, bots: bots() }) },
    commands: () => chat.commands,
  }
  const failed = (part: string) => (error: unknown) => void recordFailure(error, { part })
  const chat: Chat = createChat<Services>({
    catalog,
    clock,
    ids,
    services: async ({ account, place, at }) => {
      const { traded, ...services } = await market.servicesFor({ userId: account.id, alone: place.private, at })
      return { ...shared, ...services, signals: await signals.on(services.market), ...trading.servicesOn(traded) }
    },
    ports: chatPorts({ database, features, metrics, log, clock, recordFailure }),
  })

  return {
    chat,
    market,
    database,
    metrics,
    notices,
    clock,
    answersFolder: join(config.dataDir, 'answers'),
    recordFailure,
    watchBots(states) {
      bots = states
    },
    async beginAnew({ userId, at }) {
      const { id } = await features.accounts.accountOf({ userId, place: { platform: 'console' } }, ids.id())
      const { traded } = await market.servicesFor({ userId: id, alone: true, at })
      await trading.beginAnew(traded, { userId: id, callId: ids.id(), action: 'say --new', platform: 'console' })
    },
    settleBooks: () => trading.settleBusy(market.tradedBy, failed('books')),
    keepEquity: () => trading.keepEquity(market.tradedBy, failed('books')),
    lookAtCandles: () => signals.look(failed('signals')),
    followStrategies: strategies.follow,
    readiness: () => readinessOf({ database, clock, market, bots: bots() }),
    async close() {
      await market.stop()
      await Promise.all([features.charts.stop(), features.backtests.stop()])
      await database.close()
    },
  }
}

interface ChatNeeds extends Pick<DeskParts, 'log' | 'clock'>, Pick<Desk, 'database' | 'metrics' | 'recordFailure'> {
  readonly features: Pick<ReturnType<typeof featuresOn>, 'accounts' | 'servers'>
}

function chatPorts({ database, features, metrics, log, clock, recordFailure }: ChatNeeds): Parameters<typeof createChat>[0]['ports'] {
  return {
    accountOf: features.accounts.accountOf,
    presses: database.presses,
    inbox: database.inbox,
    roleRules: async ({ platform, serverId }) => (serverId === undefined ? [] : features.servers.rulesOf({ platform, serverId })),
    admit: createCommandBudget({ clock }).admit,
    recordFailure,
    observe(call) {
      metrics.observeCall(call)
      const { code = 'ok', ...rest } = call
      log.info({ ...rest, outcome: code }, 'call')
    },
  }
}

/** What somebody may call in private, now. */
function servicesAlone({ servicesFor }: DeskMarket, { servicesOn }: DeskTrading) {
  return async (userId: string) => {
    const { traded, market } = await servicesFor({ userId, alone: true, at: undefined })
    return { market, ...servicesOn(traded) }
  }
}

function tradingOf(
  database: Database,
  { config, log, ...parts }: Omit<DeskParts, 'version' | 'hasJobs'> & { readonly gate: RiskGate },
): DeskTrading {
  return createDeskTrading({
    ...parts,
    database,
    chosen: config.market.source !== 'auto',
    notice: (oddity) => log.warn(oddity, 'an order did what it ought not to'),
  })
}

/** What commands may call that stands on the database alone. */
function featuresOn(
  database: Database,
  { config, log, clock, ids, source }: Omit<DeskParts, 'version' | 'secret' | 'hasJobs'> & { readonly source: () => string },
) {
  const kept: Omit<SettingsNeeds, 'store'> = {
    clock,
    reportUnreadable: (key, owner) => log.warn({ key, owner }, 'a stored setting cannot be read'),
  }
  const settings = createSettings({ ...kept, store: database.personalSettings })
  return {
    charts: createCharts(),
    accounts: createAccounts({
      store: database.accounts,
      registration: config.registration,
      ids,
      paper: { asset: PAPER_OPENING.asset, opening: PAPER_OPENING.amount, source },
    }),
    watchlists: createWatchlists(database.watchlists),
    subscriptions: database.subscriptions,
    strategies: createStrategies({ store: database.strategies, ids }),
    backtests: createBacktests({ pool: createBacktestPool({ threadsMax: THREADS_MAX }), store: database.backtests, clock, ids }),
    keptCandles: database.candles,
    settings,
    risk: createRisk({ limits: settings, unlocks: database.risk }),
    looks: createSettings({ ...kept, store: chatSettings(database.settings), scope: OF_SERVERS }),
    servers: createServerSettings({ store: database.settings, clock }),
  }
}
