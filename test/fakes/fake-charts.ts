import { backtestWords, cardWords, equityWords, matrixWords, riskWords } from '../../src/charts/chart-words.ts'
import type {
  BacktestPicture,
  CandlePicture,
  CardPicture,
  Charts,
  EquityPicture,
  MatrixPicture,
  RiskPicture,
} from '../../src/charts/charts.ts'

/** Draws nothing, and remembers what it was asked to draw. */
export function fakeCharts(): Charts & {
  readonly asked: CandlePicture[]
  readonly equities: EquityPicture[]
  readonly risks: RiskPicture[]
  readonly matrices: MatrixPicture[]
  readonly backtests: BacktestPicture[]
  readonly cards: CardPicture[]
} {
  const asked: CandlePicture[] = []
  const equities: EquityPicture[] = []
  const risks: RiskPicture[] = []
  const matrices: MatrixPicture[] = []
  const backtests: BacktestPicture[] = []
  const cards: CardPicture[] = []
  return {
    asked,
    equities,
    risks,
    matrices,
    backtests,
    cards,
    async candles(spec) {
      asked.push(spec)
      const { symbol, candles, studies } = spec
      return {
        bytes: Uint8Array.of(asked.length),
        mime: 'image/png',
        alt: [symbol, candles.timeframe, ...studies.map(({ label }) => label)].join(' '),
      }
    },
    equity: async (spec) => ({ bytes: Uint8Array.of(equities.push(spec)), mime: 'image/png', alt: equityWords(spec) }),
    risk: async (spec) => ({ bytes: Uint8Array.of(risks.push(spec)), mime: 'image/png', alt: riskWords(spec) }),
    matrix: async (spec) => ({ bytes: Uint8Array.of(matrices.push(spec)), mime: 'image/png', alt: matrixWords(spec) }),
    backtest: async (spec) => ({ bytes: Uint8Array.of(backtests.push(spec)), mime: 'image/png', alt: backtestWords(spec) }),
    card: async (spec) => ({ bytes: Uint8Array.of(cards.push(spec)), mime: 'image/jpeg', alt: cardWords(spec) }),
    stop: async () => {},
  }
}
