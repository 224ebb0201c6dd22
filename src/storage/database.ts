import type { AccountStore, PersonalSettingStore, SettingStore } from '../accounts/account-ports.ts'
import type { BacktestStore } from '../backtest/backtest-ports.ts'
import type { WallClock } from '../basics/clock.ts'
import type { Transactions } from '../basics/transaction.ts'
import type { Inbox, PressStore } from '../chat/chat-ports.ts'
import type { JobClaims } from '../jobs/job-runner.ts'
import type { CandleStore, MarketStore, PracticeStore, WatchlistStore } from '../market/market-ports.ts'
import type { LiveCardStore, Outbox, OutboxStore } from '../notify/notify-ports.ts'
import type { UnlockStore } from '../risk/risk-ports.ts'
import type { SignalStore, SubscriptionStore } from '../signals/signal-ports.ts'
import type { NoteStore } from '../strategies/following/following-ports.ts'
import type { StepStore, StrategyStore } from '../strategies/strategy-ports.ts'
import type { BookHistory, BookStore, IntentStore } from '../trading/book-ports.ts'
import type { LedgerArchive, LedgerRules } from '../trading/ledger/ledger-ports.ts'
import type {
  AccountPastStore,
  EquityStore,
  HoldingStore,
  JournalStore,
  LeagueStore,
  WalletRequestStore,
} from '../trading/portfolio/portfolio-ports.ts'
import { createAccountStore } from './account-store.ts'
import { createBacktestStore } from './backtests/backtest-store.ts'
import { createBookHistory, createLedgerArchive } from './books/book-history.ts'
import { createBookStore } from './books/book-store.ts'
import { createIntentStore } from './books/intent-store.ts'
import { createCandleStore } from './candles/candle-store.ts'
import { createInbox } from './chats/inbox-store.ts'
import { createLiveCardStore } from './chats/live-card-store.ts'
import { createOutboxStore } from './chats/outbox-store.ts'
import { createPressStore } from './chats/press-store.ts'
import { type Connection, connect, type QueryListener } from './engine/connection.ts'
import { openEmbedded } from './engine/embedded-database.ts'
import { freeLeases } from './engine/free-leases.ts'
import { lockInstance } from './engine/instance-lock.ts'
import { migrate } from './engine/migrations.ts'
import { openServer } from './engine/server-driver.ts'
import type { SqlDriver } from './engine/sql-driver.ts'
import { createJobClaims } from './job-claims.ts'
import { createMarketStore } from './market-store.ts'
import { createPersonalSettingStore } from './personal-setting-store.ts'
import { createAccountPastStore } from './portfolio/account-past-store.ts'
import { createEquityStore } from './portfolio/equity-store.ts'
import { createHoldingStore } from './portfolio/holding-store.ts'
import { createJournalStore } from './portfolio/journal-store.ts'
import { createLeagueStore } from './portfolio/league-store.ts'
import { createWalletRequestStore } from './portfolio/wallet-store.ts'
import { createPracticeStore } from './practice-store.ts'
import { type Swept, sweep } from './retention.ts'
import { createRiskStore } from './risk-store.ts'
import { createSettingStore } from './setting-store.ts'
import { createSignalStore } from './signals/signal-store.ts'
import { createSubscriptionStore } from './signals/subscription-store.ts'
import { createStepStore } from './strategies/step-store.ts'
import { createStrategyNoteStore } from './strategies/strategy-note-store.ts'
import { createStrategyStore } from './strategies/strategy-store.ts'
import { createWatchlistStore } from './watchlist-store.ts'

/** Everything that is kept, behind the ports of those who need it. */
export interface Database extends Transactions {
  readonly kind: 'embedded' | 'server'
  readonly accounts: AccountStore
  /** Of chats and of the desk itself. */
  readonly settings: SettingStore
  readonly personalSettings: PersonalSettingStore
  readonly risk: UnlockStore
  readonly presses: PressStore
  readonly inbox: Inbox
  readonly outbox: Outbox & OutboxStore
  readonly liveCards: LiveCardStore
  readonly markets: MarketStore
  readonly watchlists: WatchlistStore
  readonly practice: PracticeStore
  readonly candles: CandleStore
  readonly signals: SignalStore
  readonly subscriptions: SubscriptionStore
  readonly backtests: BacktestStore
  readonly strategies: StrategyStore
  readonly strategySteps: StepStore
  readonly strategyNotes: NoteStore
  readonly equity: EquityStore
  readonly accountPast: AccountPastStore
  readonly walletRequests: WalletRequestStore
  readonly holdings: HoldingStore
  readonly journal: JournalStore
  readonly league: LeagueStore
  readonly books: BookStore
  readonly bookHistory: BookHistory
  readonly ledger: LedgerArchive
  readonly intents: IntentStore
  readonly jobs: JobClaims
  /** Deletes what has outlived its time at `now` (milliseconds of wall time). */
  sweep(now: number): Promise<Swept>
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  /** Tells of each SQL statement until the function it returns is called. */
  onQuery(listener: QueryListener): () => void
  close(): Promise<void>
}

interface DatabasePlace {
  /** A PostgreSQL server; undefined for the embedded database in `dataDir/db`, a folder that is there. */
  readonly url: string | undefined
  readonly dataDir: string
}

/** What the stores are made with. */
interface StoreNeeds {
  readonly clock: Pick<WallClock, 'now'>
  readonly ledger: LedgerRules
}

/**
 * Opens the database and brings it to the newest migration. The embedded one is made at the first start and locked to this process until it is closed.
 * Throws a `Refusal`: 'conflict' when another process has it, 'unavailable' when it does not answer, is damaged, or is none of ours.
 */
export async function openDatabase({ url, dataDir, ...needs }: DatabasePlace & StoreNeeds): Promise<Database> {
  if (url !== undefined) {
    const driver = await openServer(url)
    try {
      await migrate(driver)
    } catch (error) {
      await driver.close()
      throw error
    }
    return databaseOn(driver, needs)
  }
  const lock = await lockInstance(dataDir)
  try {
    const driver = await openEmbedded(dataDir)
    await freeLeases(driver)
    return databaseOn(driver, needs, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The stores on a database that is open and migrated. */
export function databaseOn(
  driver: SqlDriver,
  { clock, ledger }: StoreNeeds,
  afterClose: () => Promise<void> = async () => undefined,
): Database {
  const connection: Connection = connect(driver)
  const parts = { connection, clock }
  const settings = createSettingStore(parts)
  return {
    kind: driver.kind,
    accounts: createAccountStore(parts),
    settings,
    personalSettings: createPersonalSettingStore(parts),
    risk: createRiskStore(parts),
    presses: createPressStore(parts),
    inbox: createInbox(parts),
    outbox: createOutboxStore(parts),
    liveCards: createLiveCardStore(parts),
    markets: createMarketStore(parts),
    watchlists: createWatchlistStore(parts),
    practice: createPracticeStore(parts),
    candles: createCandleStore(parts),
    signals: createSignalStore(parts),
    subscriptions: createSubscriptionStore(parts),
    backtests: createBacktestStore(parts),
    strategies: createStrategyStore(parts),
    strategySteps: createStepStore(parts),
    strategyNotes: createStrategyNoteStore(parts),
    equity: createEquityStore(parts),
    accountPast: createAccountPastStore(parts),
    walletRequests: createWalletRequestStore(parts),
    holdings: createHoldingStore(parts),
    journal: createJournalStore(parts),
    league: createLeagueStore(settings),
    books: createBookStore({ ...parts, ledger }),
    bookHistory: createBookHistory(parts),
    ledger: createLedgerArchive(parts),
    intents: createIntentStore(parts),
    jobs: createJobClaims(parts),
    transaction: connection.handed.transaction,
    sweep: (now) => sweep(connection, now),
    async ping() {
      await connection.sql.run('SELECT 1')
    },
    onQuery: connection.onQuery,
    async close() {
      await connection.close().finally(afterClose)
    },
  }
}
