import { afterAll, describe, expect, it } from 'vitest'
import { sliceCandles } from '../../src/basics/candles.ts'
import { createCharts } from '../../src/charts/chart-service.ts'
import { walk } from '../analysis/some-candles.ts'
import { somePicture, studiesOf } from './some-picture.ts'

const painter = createCharts({ waitingMax: 2 })

afterAll(async () => {
  await painter.stop()
})

describe('createCharts', () => {
  it('draws in one thread, and says in words what it drew', async () => {
    const picture = await painter.candles(somePicture())
    expect(painter.threads()).toBe(1)
    expect(picture.mime).toBe('image/png')
    expect(Buffer.from(picture.bytes.subarray(1, 4)).toString()).toBe('PNG')
    expect(picture.alt).toContain('BTC/USDT 1h on Binance: candle chart of 90 candles')
  })

  it('draws the last ninety candles only, with the indicators under them', async () => {
    const candles = walk({ seed: 4, count: 300 })
    const short = sliceCandles(candles, 210)
    const studies = studiesOf(candles, 'ema20')
    const cut = studies.map((study) => ({ ...study, plots: study.plots.map((plot) => ({ ...plot, values: plot.values.slice(210) })) }))
    const [long, exact] = [
      await painter.candles(somePicture({ candles, studies })),
      await painter.candles(somePicture({ candles: short, studies: cut })),
    ]
    expect(Buffer.compare(long.bytes, exact.bytes)).toBe(0)
  })

  it('draws Heikin-Ashi bodies under the real price', async () => {
    const [plain, averaged] = [await painter.candles(somePicture()), await painter.candles(somePicture({ style: 'heikin-ashi' }))]
    expect(Buffer.compare(plain.bytes, averaged.bytes)).not.toBe(0)
    const price = /last price ([\d,.]+)/
    expect(price.exec(averaged.alt)?.[1]).toBe(price.exec(plain.alt)?.[1])
  })

  it('refuses kindly when too many wait, and goes on afterwards', async () => {
    const wishes = await Promise.allSettled([1, 2, 3].map(() => painter.candles(somePicture())))
    expect(wishes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(wishes[2]).toMatchObject({ reason: { code: 'unavailable', message: 'Too many pictures are being drawn right now.' } })
    expect((await painter.candles(somePicture())).bytes.length).toBeGreaterThan(1000)
  })

  it('refuses to draw nothing', async () => {
    const nothing = painter.candles(somePicture({ candles: walk({ seed: 1, count: 0 }) }))
    await expect(nothing).rejects.toMatchObject({ code: 'not-found', message: 'There are no 1h candles of BTC/USDT to draw.' })
  })

  it('stops when the caller has gone, and draws for the next', async () => {
    await painter.candles(somePicture())
    const gone = new AbortController()
    const abandoned = painter.candles(somePicture(), gone.signal)
    gone.abort()
    await expect(abandoned).rejects.toThrow(/abort/i)
    expect((await painter.candles(somePicture())).bytes.length).toBeGreaterThan(1000)
  })

  it('starts a thread with the first picture and gives it back when nobody asks any more', async () => {
    const brief = createCharts({ idleMs: 1 })
    expect(brief.threads()).toBe(0)
    await brief.candles(somePicture())
    await expect.poll(() => brief.threads(), { timeout: 5000 }).toBe(0)
    await brief.stop()
  })

  it('stops twice without complaint, also when nothing was drawn', async () => {
    const idle = createCharts()
    await idle.stop()
    await idle.stop()
    expect(idle.threads()).toBe(0)
  })
})
