import { loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { cardWords, equityWords, matrixWords, riskWords } from '../../src/charts/chart-words.ts'
import { PALETTES } from '../../src/charts/charts.ts'
import { createPicturePainter } from '../../src/charts/picture-painter.ts'
import { someMatrix } from './some-matrix.ts'
import { someCard, someEquity, someRisk } from './some-portfolio.ts'

const painter = createPicturePainter()
const sizeOf = async (bytes: Uint8Array) => {
  const { width, height } = await loadImage(Buffer.from(bytes))
  return [width, height]
}
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8

test.each(PALETTES)('draws all of them in %s', async (palette) => {
  expect(await sizeOf(painter.equity(someEquity({ palette })))).toEqual([1280, 800])
  expect(await sizeOf(painter.risk(someRisk({ palette })))).toEqual([1280, 800])
  expect(await sizeOf(painter.matrix(someMatrix({ palette })))).toEqual([1280, 800])
  const card = painter.card(someCard({ palette }))
  expect([await sizeOf(card), isJpeg(card)]).toEqual([[1280, 800], true])
})

test('the same picture is the same bytes, whatever was drawn before', () => {
  const first = painter.equity(someEquity())
  painter.card(someCard())
  expect(Buffer.from(painter.equity(someEquity())).equals(Buffer.from(first))).toBe(true)
})

test('what is shown makes a difference', () => {
  const lost = someEquity({
    curve: someEquity()
      .curve.toReversed()
      .map((point, index) => ({ ...point, at: index })),
  })
  expect(Buffer.from(painter.equity(lost)).equals(Buffer.from(painter.equity(someEquity())))).toBe(false)
  expect(Buffer.from(painter.card(someCard({ amount: '+12.00 USDT' }))).equals(Buffer.from(painter.card(someCard())))).toBe(false)
})

test('odd figures are drawn too', () => {
  const flat = someEquity({ curve: [0, 1].map((at) => ({ at, equity: 0, drawdown: 0 })), figures: [] })
  expect(painter.equity(flat).length).toBeGreaterThan(1000)
  expect(painter.risk(someRisk({ gauges: [{ label: 'Loss', used: 3, limit: 0, words: 'all' }], parts: [] })).length).toBeGreaterThan(1000)
  const many = Array.from({ length: 12 }, (_, index) => ({ label: `COIN${index}/USDT`, share: 0.08 }))
  expect(painter.risk(someRisk({ parts: many })).length).toBeGreaterThan(1000)
  expect(painter.card(someCard({ change: 12_345.67, prices: [1, 1] })).length).toBeGreaterThan(1000)
  expect(() => painter.equity(someEquity({ curve: [{ at: 1, equity: 1, drawdown: 0 }] }))).toThrow(RangeError)
})

test('says in words what it shows', () => {
  expect(equityWords(someEquity())).toBe(
    'PAPER. Equity with its drawdown from 2024-01-01 00:00 UTC to 2024-01-03 00:00 UTC; from 10,000.00 to 10,200.00 USDT; deepest drawdown -1.00%; Sharpe 1.20.',
  )
  expect(riskWords(someRisk())).toBe('PAPER. Risk of an account of 10,000.00 USDT; Exposure 40% of 95%; BTC/USDT 40.0%.')
  expect(matrixWords(someMatrix({ rows: 1, columns: ['1h', '4h'] }))).toBe(
    'SIMULATED. Matrix at 2024-01-03 00:00 UTC; COIN0/USDT 1h unknown, 4h -50.',
  )
  expect(cardWords(someCard({ amount: '+12.00 USDT' }))).toBe('PAPER. BTC/USDT, LONG: +5.51%, +12.00 USDT; Entry 60,000.00.')
})
