import type { Candles } from '../basics/candles.ts'
import { createCandlePainter } from './candle-painter.ts'
import type { BacktestPicture, CandlePicture, CardPicture, EquityPicture, MatrixPicture, RiskPicture } from './charts.ts'
import { createPicturePainter } from './picture-painter.ts'

/** What the painter's thread is asked for candles. `real` are the candles before Heikin-Ashi. */
export interface CandleTask {
  readonly spec: CandlePicture
  readonly real: Candles
}

/** What the painter's thread can draw, by the names of the functions below. */
export interface PainterTasks {
  readonly candles: CandleTask
  readonly equity: EquityPicture
  readonly risk: RiskPicture
  readonly matrix: MatrixPicture
  readonly backtest: BacktestPicture
  readonly card: CardPicture
}

const paintCandles = createCandlePainter()
const painter = createPicturePainter()

/** The entries of the painter's thread. */
export function candles({ spec, real }: PainterTasks['candles']): Uint8Array {
  return paintCandles(spec, real)
}

export function equity(spec: PainterTasks['equity']): Uint8Array {
  return painter.equity(spec)
}

export function risk(spec: PainterTasks['risk']): Uint8Array {
  return painter.risk(spec)
}

export function matrix(spec: PainterTasks['matrix']): Uint8Array {
  return painter.matrix(spec)
}

export function backtest(spec: PainterTasks['backtest']): Uint8Array {
  return painter.backtest(spec)
}

export function card(spec: PainterTasks['card']): Uint8Array {
  return painter.card(spec)
}
