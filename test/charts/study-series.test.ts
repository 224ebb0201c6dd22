import { expect, it } from 'vitest'
import { candleScene } from '../../src/charts/candle-scene.ts'
import { PALETTE } from '../../src/charts/palettes.ts'
import { lineNumbers, studySeries } from '../../src/charts/study-series.ts'
import { somePicture, studiesOf } from './some-picture.ts'

it('never draws a stop across the price', () => {
  const plain = somePicture()
  const spec = somePicture({ studies: studiesOf(plain.candles, 'supertrend') })
  const scene = candleScene(spec, spec.candles)
  const [study] = scene.overlays
  const [below, above] = scene.overlays
    .flatMap((each) => studySeries(each, { scene, palette: PALETTE.classic, pane: 0, scale: scene.price.scale, lines: lineNumbers(scene) }))
    .map(({ data }) => data as readonly (number | '-')[])
  const { close } = spec.candles
  for (const [index, value] of (study?.plots[0]?.values ?? []).entries()) {
    const wanted = Number.isNaN(value) ? ['-', '-'] : value <= (close[index] ?? 0) ? [value, '-'] : ['-', value]
    expect([below?.[index], above?.[index]]).toEqual(wanted)
  }
  expect([below, above].map((side) => side?.some((value) => value !== '-'))).toEqual([true, true])
})

it('gives bars of a volume no colour of rise or fall', () => {
  const plain = somePicture()
  const coloursOf = (word: string): number => {
    const spec = somePicture({ studies: studiesOf(plain.candles, word) })
    const scene = candleScene(spec, spec.candles)
    const drawn = scene.lower.flatMap(({ study, scale }) =>
      studySeries(study, { scene, palette: PALETTE.classic, pane: 1, scale, lines: lineNumbers(scene) }),
    )
    const bars = drawn
      .filter(({ type }) => type === 'bar')
      .flatMap(({ data }) => data as readonly ('-' | { itemStyle: { color: string } })[])
    return new Set(bars.flatMap((bar) => (bar === '-' ? [] : bar.itemStyle.color))).size
  }
  expect([coloursOf('volume'), coloursOf('macd')]).toEqual([1, 2])
})

it('gives each line over the price a colour of its own, but one to a channel', () => {
  const plain = somePicture()
  const spec = somePicture({ studies: studiesOf(plain.candles, 'ema20', 'bb', 'ichimoku') })
  expect([...lineNumbers(candleScene(spec, spec.candles)).values()]).toEqual([0, 1, 1, 1, 2, 3, 4, 5])
})
