import { type Catalog, commandGroup } from '../chat/group.ts'
import { matrix } from './analysis/matrix.ts'
import { patterns } from './analysis/patterns.ts'
import { scan } from './analysis/scan.ts'
import { signalsList } from './analysis/signals-list.ts'
import { signalsRecord } from './analysis/signals-record.ts'
import { signalsShow } from './analysis/signals-show.ts'
import { signalsSubscribe } from './analysis/signals-subscribe.ts'
import { signalsUnsubscribe } from './analysis/signals-unsubscribe.ts'
import { health } from './desk/health.ts'
import { help } from './desk/help.ts'
import { settingsReset } from './desk/settings-reset.ts'
import { settingsSet } from './desk/settings-set.ts'
import { settingsShow } from './desk/settings-show.ts'
import { start } from './desk/start.ts'
import { version } from './desk/version.ts'
import { candles } from './market/candles.ts'
import { chart } from './market/chart.ts'
import { convert } from './market/convert.ts'
import { indicators } from './market/indicators.ts'
import { info } from './market/info.ts'
import { markets } from './market/markets.ts'
import { movers } from './market/movers.ts'
import { price } from './market/price.ts'
import { replayStart } from './market/replay-start.ts'
import { replayStatus } from './market/replay-status.ts'
import { replayStop } from './market/replay-stop.ts'
import { watch } from './market/watch.ts'
import { watchlistAdd } from './market/watchlist-add.ts'
import { watchlistRemove } from './market/watchlist-remove.ts'
import { watchlistShow } from './market/watchlist-show.ts'
import { balance } from './portfolio/balance.ts'
import { card } from './portfolio/card.ts'
import { equity } from './portfolio/equity.ts'
import { holdingsRemove } from './portfolio/holdings-remove.ts'
import { holdingsSet } from './portfolio/holdings-set.ts'
import { holdingsShow } from './portfolio/holdings-show.ts'
import { journalAdd } from './portfolio/journal-add.ts'
import { journalList } from './portfolio/journal-list.ts'
import { pnl } from './portfolio/pnl.ts'
import { trades } from './portfolio/trades.ts'
import { walletApprove } from './portfolio/wallet-approve.ts'
import { walletComplete } from './portfolio/wallet-complete.ts'
import { walletDeposit } from './portfolio/wallet-deposit.ts'
import { walletHistory } from './portfolio/wallet-history.ts'
import { walletLeague } from './portfolio/wallet-league.ts'
import { walletReject } from './portfolio/wallet-reject.ts'
import { walletReset } from './portfolio/wallet-reset.ts'
import { walletShow } from './portfolio/wallet-show.ts'
import { walletWithdraw } from './portfolio/wallet-withdraw.ts'
import { backtestCancel } from './research/backtest-cancel.ts'
import { backtestCompare } from './research/backtest-compare.ts'
import { backtestList } from './research/backtest-list.ts'
import { backtestMontecarlo } from './research/backtest-montecarlo.ts'
import { backtestOptimise } from './research/backtest-optimise.ts'
import { backtestRun } from './research/backtest-run.ts'
import { backtestShow } from './research/backtest-show.ts'
import { backtestWalkforward } from './research/backtest-walkforward.ts'
import { strategyCreate } from './research/strategy-create.ts'
import { strategyDelete } from './research/strategy-delete.ts'
import { strategyDisable } from './research/strategy-disable.ts'
import { strategyEdit } from './research/strategy-edit.ts'
import { strategyEnable } from './research/strategy-enable.ts'
import { strategyImport } from './research/strategy-import.ts'
import { strategyList } from './research/strategy-list.ts'
import { strategyShare } from './research/strategy-share.ts'
import { strategyShow } from './research/strategy-show.ts'
import { strategyVersions } from './research/strategy-versions.ts'
import { riskLimits } from './risk/risk-limits.ts'
import { riskLocks } from './risk/risk-locks.ts'
import { riskShow } from './risk/risk-show.ts'
import { riskUnlock } from './risk/risk-unlock.ts'
import { riskWhatif } from './risk/risk-whatif.ts'
import { riskWhy } from './risk/risk-why.ts'
import { serverChannel } from './server/server-channel.ts'
import { serverReset } from './server/server-reset.ts'
import { serverRole } from './server/server-role.ts'
import { serverSet } from './server/server-set.ts'
import { serverShow } from './server/server-show.ts'
import type { Services } from './services.ts'
import { buy } from './trading/buy.ts'
import { cancel } from './trading/cancel.ts'
import { close } from './trading/close.ts'
import { modify } from './trading/modify.ts'
import { ordersList } from './trading/orders-list.ts'
import { ordersShow } from './trading/orders-show.ts'
import { panic } from './trading/panic.ts'
import { pause } from './trading/pause.ts'
import { positionsList } from './trading/positions-list.ts'
import { positionsLive } from './trading/positions-live.ts'
import { positionsShow } from './trading/positions-show.ts'
import { repeat } from './trading/repeat.ts'
import { resume } from './trading/resume.ts'
import { sell } from './trading/sell.ts'

/** Every command there is. A command that is not listed here does not exist, on any platform. */
export const catalog: Catalog<Services> = [
  start,
  help,
  commandGroup({ name: 'settings', summary: 'See and change your settings', members: [settingsShow, settingsSet, settingsReset] }),
  health,
  version,
  price,
  chart,
  candles,
  indicators,
  markets,
  movers,
  convert,
  info,
  watch,
  commandGroup({
    name: 'watchlist',
    summary: 'The markets that you follow',
    members: [watchlistShow, watchlistAdd, watchlistRemove],
    otherwise: 'add',
  }),
  commandGroup({
    name: 'replay',
    summary: 'Practise on a day of the past',
    members: [replayStatus, replayStart, replayStop],
    otherwise: 'start',
  }),
  patterns,
  scan,
  matrix,
  commandGroup({
    name: 'signals',
    summary: 'What indicators and patterns say, and how it did',
    members: [signalsList, signalsShow, signalsRecord, signalsSubscribe, signalsUnsubscribe],
    otherwise: 'show',
  }),
  buy,
  sell,
  commandGroup({ name: 'orders', summary: 'Your orders', members: [ordersList, ordersShow], otherwise: 'show' }),
  cancel,
  modify,
  commandGroup({
    name: 'positions',
    summary: 'Your open positions',
    members: [positionsList, positionsShow, positionsLive],
    otherwise: 'show',
  }),
  close,
  panic,
  pause,
  resume,
  repeat,
  balance,
  pnl,
  trades,
  equity,
  card,
  commandGroup({
    name: 'holdings',
    summary: 'What you hold elsewhere, without keys',
    members: [holdingsShow, holdingsSet, holdingsRemove],
  }),
  commandGroup({ name: 'journal', summary: 'What you note about your trades', members: [journalList, journalAdd], otherwise: 'add' }),
  commandGroup({
    name: 'wallet',
    summary: 'Paper money that comes and goes',
    members: [
      walletShow,
      walletDeposit,
      walletWithdraw,
      walletReset,
      walletHistory,
      walletApprove,
      walletComplete,
      walletReject,
      walletLeague,
    ],
  }),
  commandGroup({
    name: 'risk',
    summary: 'What your limits let you do, and why not',
    members: [riskShow, riskLimits, riskLocks, riskUnlock, riskWhy, riskWhatif],
  }),
  commandGroup({
    name: 'backtest',
    summary: 'Test strategies on the past',
    members: [
      backtestRun,
      backtestList,
      backtestShow,
      backtestCompare,
      backtestOptimise,
      backtestWalkforward,
      backtestMontecarlo,
      backtestCancel,
    ],
    otherwise: 'run',
  }),
  commandGroup({
    name: 'strategy',
    summary: 'Rules that trade by themselves: look, write, share and follow',
    members: [
      strategyList,
      strategyCreate,
      strategyShow,
      strategyEdit,
      strategyEnable,
      strategyDisable,
      strategyShare,
      strategyImport,
      strategyVersions,
      strategyDelete,
    ],
    otherwise: 'show',
  }),
  commandGroup({
    name: 'server',
    summary: 'Settings of a server or group',
    members: [serverShow, serverChannel, serverSet, serverReset, serverRole],
  }),
]
