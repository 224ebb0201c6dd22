import type { CandlePicture, Charts } from '../../src/charts/charts.ts'

/** Draws nothing, and remembers what it was asked to draw. */
export function fakeCharts(): Charts & { readonly asked: CandlePicture[] } {
  const asked: CandlePicture[] = []
  return {
    asked,
    async candles(spec) {
      asked.push(spec)
      const { symbol, candles, studies } = spec
      return {
        bytes: Uint8Array.of(asked.length),
        mime: 'image/png',
        alt: [symbol, candles.timeframe, ...studies.map(({ label }) => label)].join(' '),
      }
    },
    stop: async () => {},
  }
}
