import { loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { backtestWords } from '../../src/charts/chart-words.ts'
import { PALETTES } from '../../src/charts/charts.ts'
import { createPicturePainter } from '../../src/charts/picture-painter.ts'
import { someBacktest } from './some-backtest.ts'

const painter = createPicturePainter()
const drawn = (about: Parameters<typeof someBacktest>[0] = {}): Buffer => Buffer.from(painter.backtest(someBacktest(about)))

test.each(PALETTES)('is drawn in %s', async (palette) => {
  const { width, height } = await loadImage(drawn({ palette }))
  expect([width, height]).toEqual([1280, 800])
})

test('everything that is said makes a difference', () => {
  const plain = drawn()
  expect(drawn().equals(plain)).toBe(true)
  const [first, ...others] = someBacktest().fills
  const differences = [
    { fills: others },
    { fills: [...(first === undefined ? [] : [first]), ...others.map((fill) => ({ ...fill, won: true }))] },
    { words: 'Sound so far.' },
    { change: -0.0975 },
    { holding: someBacktest().equity },
    { figures: [] },
  ]
  for (const about of differences) expect(drawn(about).equals(plain), JSON.stringify(Object.keys(about))).toBe(false)
})

test('odd curves are drawn too', () => {
  const flat = new Float64Array(40).fill(10_000)
  const ruined = flat.map((value, day) => (day < 20 ? value : 0))
  for (const equity of [flat, ruined, flat.map((value, day) => value * 1.3 ** day)])
    expect(drawn({ equity, holding: equity, price: flat, fills: [] }).length).toBeGreaterThan(1000)
  expect(() =>
    drawn({ times: Float64Array.of(1), price: Float64Array.of(1), equity: Float64Array.of(1), holding: Float64Array.of(1) }),
  ).toThrow(RangeError)
})

test('says in words what it shows', () => {
  expect(backtestWords(someBacktest())).toBe(
    'REPLAY. BTC/USDT 1d · sma-cross from 2024-01-01 00:00 UTC to 2024-02-09 00:00 UTC: +9.75%; 2 entries and 2 exits; Sharpe 1.20. Only 2 trades: too few to say.',
  )
})
