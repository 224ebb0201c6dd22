import type { Candles } from '../basics/candles.ts'

export const CHART_STYLES = ['candles', 'line', 'heikin-ashi'] as const
export type ChartStyle = (typeof CHART_STYLES)[number]

export const PALETTES = ['classic', 'colour-blind', 'light'] as const
export type PaletteName = (typeof PALETTES)[number]

/** A picture, ready to send. `alt` says in words what it shows. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly mime: 'image/png' | 'image/jpeg'
  readonly alt: string
}

/** A line, a band or bars computed from the candles: one value per candle, NaN where there is none yet. A `stop` is a line that changes sides of the price, and is not drawn across it. */
export interface Plot {
  readonly label: string
  readonly values: Float64Array
  readonly shape: 'line' | 'stop' | 'bars' | 'band-edge' | 'dots'
}

/** One indicator, drawn over the price or in a pane of its own. */
export interface Study {
  /** As it is headed: "EMA 20", "RSI 14", "BB 20 2". */
  readonly label: string
  readonly pane: 'price' | 'own'
  readonly plots: readonly Plot[]
  /** Levels to draw across its pane, such as 30 and 70. */
  readonly levels: readonly number[]
}

/** A horizontal level on the price: an entry, a stop, a target, an alert. */
export interface PriceMark {
  readonly price: number
  readonly label: string
  readonly tone: 'good' | 'bad' | 'neutral'
}

/** A stretch of time and prices on the candles: a pattern or a zone. One that no longer counts is `faded`; `top` and `bottom` the same is a line. */
export interface PriceBox {
  /** Openings of its first and last candle; `to` undefined reaches to the right edge. */
  readonly from: number
  readonly to?: number
  readonly top: number
  readonly bottom: number
  readonly label: string
  readonly tone: 'good' | 'bad' | 'neutral'
  readonly faded: boolean
}

/** All that a candle picture shows. Columns of `studies` are as long as `candles`; only the last `CANDLES_SHOWN_MAX` are drawn. */
export interface CandlePicture {
  readonly symbol: string
  readonly venue: string
  /** A word that must be seen, such as SIMULATED, REPLAY or PAPER. */
  readonly badge?: string
  readonly candles: Candles
  readonly forming: boolean
  /** The smallest price step, as a plain decimal. */
  readonly tick: string
  readonly style: ChartStyle
  readonly log: boolean
  readonly studies: readonly Study[]
  readonly marks: readonly PriceMark[]
  /** What is drawn behind the candles, the most important first: where labels find no room, the last go without. None when left out. */
  readonly boxes?: readonly PriceBox[]
  /** IANA name, for the time axis. */
  readonly zone: string
  readonly palette: PaletteName
  /** The market time that the picture is of. */
  readonly at: number
}

/** Equity over time with its drawdown below. */
export interface EquityPicture {
  readonly title: string
  readonly badge?: string
  /** Two points or more, oldest first; `at` is market time in milliseconds, `drawdown` a ratio of 0 or below. */
  readonly curve: readonly { readonly at: number; readonly equity: number; readonly drawdown: number }[]
  readonly currency: string
  /** What stands under the title, such as Sharpe and 1.42. */
  readonly figures: readonly PictureFigure[]
  readonly zone: string
  readonly palette: PaletteName
  /** The market time that the picture is of. */
  readonly at: number
}

export interface PictureFigure {
  readonly label: string
  readonly value: string
}

/** How much of the limits of risk is used, and what equity is made of. */
export interface RiskPicture {
  readonly badge?: string
  /** What stands at the top on the right, such as "10,240.00 USDT". */
  readonly equity: string
  /** `used` of `limit`, both as ratios or counts; `words` say so in figures. At most six are drawn. */
  readonly gauges: readonly { readonly label: string; readonly used: number; readonly limit: number; readonly words: string }[]
  /** Shares of equity that add up to 1 at most, the largest first; what is missing is money. */
  readonly parts: readonly { readonly label: string; readonly share: number }[]
  readonly zone: string
  readonly palette: PaletteName
  readonly at: number
}

/** Markets down, timeframes across: what each looks like. */
export interface MatrixPicture {
  readonly title: string
  readonly badge?: string
  readonly columns: readonly string[]
  /** At most `MATRIX_ROWS_MAX`; cells stand in the order of `columns`, undefined where nothing is known. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly (MatrixCell | undefined)[] }[]
  readonly zone: string
  readonly palette: PaletteName
  readonly at: number
}

export interface MatrixCell {
  /** −1 (all speaks for falling) to 1 (all speaks for rising): its colour. */
  readonly value: number
  /** What stands in it, such as "+62"; `note` is smaller, below. */
  readonly words: string
  readonly note?: string
}

export const MATRIX_ROWS_MAX = 50

/** What a strategy did on candles of the past: the price with its entries and exits, equity against holding, and drawdown. */
export interface BacktestPicture {
  readonly title: string
  readonly badge?: string
  /** Total return, as a ratio. */
  readonly change: number
  /** Columns of the same length, oldest first: closes of candles in milliseconds of market time, the price then, what all was worth, and what holding was. */
  readonly times: Float64Array
  readonly price: Float64Array
  readonly equity: Float64Array
  readonly holding: Float64Array
  /** Entries and exits, in market time; `won` of an exit says what came of it. */
  readonly fills: readonly { readonly at: number; readonly price: number; readonly side: 'buy' | 'sell'; readonly won?: boolean }[]
  readonly currency: string
  readonly figures: readonly PictureFigure[]
  /** One line at the foot: the verdict. */
  readonly words: string
  readonly zone: string
  readonly palette: PaletteName
  readonly at: number
}

/** What came of a position, to be shown around: without amounts unless `amount` says one. */
export interface CardPicture {
  readonly badge: string
  readonly symbol: string
  /** "Long", "Closed at target". */
  readonly status: string
  /** As a ratio. */
  readonly change: number
  readonly amount?: string
  /** At most four. */
  readonly figures: readonly PictureFigure[]
  /** Prices from the entry on, oldest first; fewer than two draw no line. */
  readonly prices: readonly number[]
  readonly foot: string
  readonly palette: PaletteName
}

/** Draws pictures away from the main loop. Throws `Refusal('unavailable')` when the painter is too busy. */
export interface Charts {
  candles(spec: CandlePicture, signal?: AbortSignal): Promise<Picture>
  equity(spec: EquityPicture, signal?: AbortSignal): Promise<Picture>
  risk(spec: RiskPicture, signal?: AbortSignal): Promise<Picture>
  matrix(spec: MatrixPicture, signal?: AbortSignal): Promise<Picture>
  backtest(spec: BacktestPicture, signal?: AbortSignal): Promise<Picture>
  card(spec: CardPicture, signal?: AbortSignal): Promise<Picture>
  stop(): Promise<void>
}

export const CANDLES_SHOWN_MAX = 90
export const OVERLAYS_MAX = 3
export const PANES_MAX = 2
