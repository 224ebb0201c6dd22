import type { Accounts } from '../accounts/accounts.ts'
import type { ServerSettings } from '../accounts/server-settings.ts'
import type { Settings } from '../accounts/settings.ts'
import type { Backtests } from '../backtest/backtest-service.ts'
import type { Charts } from '../charts/charts.ts'
import { commandsWith } from '../chat/command.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import type { CandleStore } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'
import type { Practice } from '../market/practice.ts'
import type { Watchlists } from '../market/watchlists.ts'
import type { LiveCards } from '../notify/live-cards.ts'
import type { Risk } from '../risk/risk-service.ts'
import type { SubscriptionStore } from '../signals/signal-ports.ts'
import type { Signals } from '../signals/signals.ts'
import type { Following } from '../strategies/following/following.ts'
import type { Strategies } from '../strategies/strategies.ts'
import type { Journal } from '../trading/portfolio/journal.ts'
import type { OutsideHoldings } from '../trading/portfolio/outside-holdings.ts'
import type { Portfolio } from '../trading/portfolio/portfolio.ts'
import type { Wallet } from '../trading/portfolio/wallet.ts'
import type { Trading } from '../trading/trading.ts'
import type { Health } from './desk-health.ts'

/** Everything a command may call. `main.ts` builds it for each call, at the caller's market time; nothing else does. */
export interface Services {
  /** The market at the caller's time: the desk's, or that of their own practice session. */
  readonly market: MarketService
  readonly practice: Practice
  readonly trading: Trading
  /** What the account is worth and how it has done. */
  readonly portfolio: Portfolio
  /** What is owned elsewhere, without keys. */
  readonly outside: OutsideHoldings
  readonly journal: Journal
  readonly wallet: Wallet
  readonly watchlists: Watchlists
  /** What analysis found, at the caller's time. */
  readonly signals: Signals
  /** Those of the catalogue, and people's own. */
  readonly strategies: Strategies
  readonly backtests: Backtests
  /** How strategies do that are followed. */
  readonly following: Following
  readonly subscriptions: Omit<SubscriptionStore, 'recipients'>
  /** What is kept of candles, for /info. */
  readonly keptCandles: Pick<CandleStore, 'list'>
  readonly settings: Settings
  readonly risk: Risk
  /** Of the server or group that something is said in. */
  readonly servers: ServerSettings
  /** How answers look that everybody in a server or group reads, by `settingsIdOf`. */
  readonly looks: Settings
  readonly liveCards: LiveCards
  readonly accounts: Accounts
  readonly charts: Charts
  readonly health: Health
  /** All there is to say, for /help. */
  readonly commands: () => readonly CommandInfo[]
}

export const command = commandsWith<Services>()
