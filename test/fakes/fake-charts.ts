import { sliceCandles } from '../../src/basics/candles.ts'
import { candleWords } from '../../src/charts/chart-words.ts'
import { CANDLES_SHOWN_MAX, type CandlePicture, type Charts } from '../../src/charts/charts.ts'

/** Draws nothing, and remembers what it was asked to draw. */
export function fakeCharts(): Charts & { readonly asked: CandlePicture[] } {
  const asked: CandlePicture[] = []
  return {
    asked,
    async candles(spec) {
      asked.push(spec)
      const shown = sliceCandles(spec.candles, Math.max(0, spec.candles.time.length - CANDLES_SHOWN_MAX))
      return { bytes: Uint8Array.of(asked.length), mime: 'image/png', alt: candleWords({ ...spec, candles: shown }) }
    },
    stop: async () => {},
  }
}
