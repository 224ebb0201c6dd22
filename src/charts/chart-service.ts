import type { Piscina } from 'piscina'
import { heikinAshi } from '../analysis/heikin-ashi.ts'
import { type Candles, makeCandles } from '../basics/candles.ts'
import { Refusal } from '../basics/refusal.ts'
import { threadEntry } from '../basics/thread-entry.ts'
import { backtestWords, candleWords, cardWords, equityWords, matrixWords, riskWords } from './chart-words.ts'
import type { CandleTask, PainterTasks } from './chart-worker.ts'
import { type BacktestPicture, CANDLES_SHOWN_MAX, type CandlePicture, type Charts, type Picture } from './charts.ts'
import { thinCurves } from './thin-curves.ts'

const IDLE_MS = 30_000
const PICTURES_WAITING_MAX = 16
/** Curves of more points than this are thinned: a picture has as many columns of pixels. */
const CURVE_PARTS_MAX = 1200
const WORKER_HEAP_MB_MAX = 256
/** New objects are collected early: a picture makes many that die at once, and 35 MB less are held. */
const WORKER_NEW_OBJECTS_MB_MAX = 4

/**
 * Draws pictures in one thread of its own, which starts with the first picture and ends when nothing was asked for `idleMs`, so that its memory is given back.
 * More than `waitingMax` pictures at once are refused.
 */
export function createCharts({
  idleMs = IDLE_MS,
  waitingMax = PICTURES_WAITING_MAX,
}: {
  idleMs?: number
  waitingMax?: number
} = {}): Charts & {
  /** How many threads are running: none, or one. */
  threads(): number
} {
  let opening: Promise<Piscina> | undefined
  let pool: Piscina | undefined
  let waiting = 0
  const open = async (): Promise<Piscina> => {
    const { Piscina: Pool } = await import('piscina')
    pool = new Pool({
      ...threadEntry('chart-worker', import.meta.url),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB_MAX, maxYoungGenerationSizeMb: WORKER_NEW_OBJECTS_MB_MAX },
    })
    return pool
  }
  const paint = async <Name extends keyof PainterTasks>(
    name: Name,
    task: PainterTasks[Name],
    signal?: AbortSignal,
  ): Promise<Uint8Array> => {
    if (waiting >= waitingMax) throw busy()
    waiting += 1
    try {
      opening ??= open()
      return await (await opening).run(task, { name, ...(signal !== undefined && { signal }) })
    } finally {
      waiting -= 1
    }
  }
  return {
    async candles(spec, signal): Promise<Picture> {
      if (spec.candles.time.length === 0) throw noCandles(spec)
      const task = taskOf(spec)
      return { bytes: await paint('candles', task, signal), mime: 'image/png', alt: candleWords({ ...task.spec, candles: task.real }) }
    },
    async equity(spec, signal): Promise<Picture> {
      return { bytes: await paint('equity', spec, signal), mime: 'image/png', alt: equityWords(spec) }
    },
    async risk(spec, signal): Promise<Picture> {
      return { bytes: await paint('risk', spec, signal), mime: 'image/png', alt: riskWords(spec) }
    },
    async matrix(spec, signal): Promise<Picture> {
      return { bytes: await paint('matrix', spec, signal), mime: 'image/png', alt: matrixWords(spec) }
    },
    async backtest(spec, signal): Promise<Picture> {
      return { bytes: await paint('backtest', thinned(spec), signal), mime: 'image/png', alt: backtestWords(spec) }
    },
    async card(spec, signal): Promise<Picture> {
      return { bytes: await paint('card', spec, signal), mime: 'image/jpeg', alt: cardWords(spec) }
    },
    threads: () => pool?.threads.length ?? 0,
    async stop() {
      await (await opening)?.destroy()
      opening = undefined
      pool = undefined
    },
  }
}

/** What is drawn, and no more: a copy of the last candles, because a view would send its whole buffer to the thread. */
function taskOf(spec: CandlePicture): CandleTask {
  const { candles } = spec
  const drawn = spec.style === 'heikin-ashi' ? heikinAshi(candles) : candles
  const studies = spec.studies.map((study) => ({
    ...study,
    plots: study.plots.map((plot) => ({ ...plot, values: plot.values.slice(-CANDLES_SHOWN_MAX) })),
  }))
  return { spec: { ...spec, studies, candles: lastOf(drawn) }, real: lastOf(candles) }
}

function lastOf(candles: Candles): Candles {
  return makeCandles(candles.timeframe, (name) => candles[name].slice(-CANDLES_SHOWN_MAX))
}

/** No more points than can be seen. */
function thinned(spec: BacktestPicture): BacktestPicture {
  const { times, price, equity, holding } = spec
  const kept = thinCurves([price, equity, holding], CURVE_PARTS_MAX)
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (index) => column[index] ?? Number.NaN)
  return { ...spec, times: pick(times), price: pick(price), equity: pick(equity), holding: pick(holding) }
}

function busy(): Refusal {
  return new Refusal('unavailable', 'Too many pictures are being drawn right now.', { hint: 'Try again in a few seconds.' })
}

function noCandles({ symbol, candles }: CandlePicture): Refusal {
  return new Refusal('not-found', `There are no ${candles.timeframe} candles of ${symbol} to draw.`, {
    hint: 'Try another timeframe, such as 1h.',
  })
}
