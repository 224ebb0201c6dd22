import type { BacktestResult, BacktestTrade } from '../../../backtest/backtest.ts'
import type { BlockOf } from '../../../basics/reply.ts'
import { openBefore, type Timeframe } from '../../../basics/timeframe.ts'
import { csvFile } from '../../csv.ts'

const TRADE_HEADER = ['side', 'quantity', 'entry_time_ms', 'entry_price', 'exit_time_ms', 'exit_price', 'pnl', 'fees', 'exit_reason']

/** A row for each trade; `pnl` is net of both fees. Where there are several markets, a last column says which. */
export function tradesFile({ trades }: Pick<BacktestResult, 'trades'>, markets: readonly unknown[]): BlockOf<'file'> {
  const several = markets.length > 1
  return csvFile(
    'trades.csv',
    several ? [...TRADE_HEADER, 'market'] : TRADE_HEADER,
    trades.map((trade) => (several ? [...tradeCells(trade), trade.marketId] : tradeCells(trade))),
  )
}

function tradeCells({ quantity, entryAt, entryPrice, exitAt, exitPrice, pnl, fees, reason }: BacktestTrade): readonly string[] {
  return ['long', ...[quantity, entryAt, entryPrice, exitAt, exitPrice, pnl, fees].map(String), reason]
}

/** What all was worth at the close of each candle, named by its opening as in every file of candles. */
export function equityFile({ times, equity }: Pick<BacktestResult, 'times' | 'equity'>, timeframe: Timeframe): BlockOf<'file'> {
  const rows = Array.from(times, (close, index) => [String(openBefore(timeframe, close, 1)), String(equity[index] ?? '')])
  return csvFile('equity.csv', ['timestamp_ms', 'equity'], rows)
}
