import { type Candle, candleAt, candlesFrom } from '../../src/basics/candles.ts'
import type { Timeframe } from '../../src/basics/timeframe.ts'
import { nextOpen } from '../../src/basics/timeframe.ts'
import type { CandleFault, CandleStore } from '../../src/market/market-ports.ts'

interface Kept {
  readonly marketId: string
  readonly timeframe: Timeframe
  readonly rows: Map<number, Candle>
}

/** Candles kept in memory; `faults` shows what was quarantined. */
export function memoryCandleStore(): CandleStore & { readonly faults: ReadonlyMap<string, CandleFault> } {
  const series = new Map<string, Kept>()
  const faults = new Map<string, CandleFault>()
  const sorted = (kept: Kept | undefined): readonly Candle[] => [...(kept?.rows.values() ?? [])].sort((a, b) => a.time - b.time)
  return {
    faults,
    async read({ market, timeframe, from, to }) {
      const rows = sorted(series.get(`${market.id} ${timeframe}`))
      return candlesFrom(
        timeframe,
        rows.filter(({ time }) => time >= from && time < to),
      )
    },
    async write(market, candles) {
      const key = `${market.id} ${candles.timeframe}`
      const kept = series.get(key) ?? { marketId: market.id, timeframe: candles.timeframe, rows: new Map<number, Candle>() }
      series.set(key, kept)
      for (let index = 0; index < candles.time.length; index++) {
        const row = candleAt(candles, index)
        if (row !== undefined) kept.rows.set(row.time, row)
      }
      return candles.time.length
    },
    async list() {
      return [...series.values()].flatMap((kept) => {
        const rows = sorted(kept)
        const last = rows.at(-1)
        if (last === undefined) return []
        const from = rows[0]?.time ?? last.time
        return [{ marketId: kept.marketId, timeframe: kept.timeframe, from, to: nextOpen(kept.timeframe, last.time), count: rows.length }]
      })
    },
    async quarantine(market, timeframe, found) {
      for (const fault of found) faults.set(`${market.id} ${timeframe} ${fault.time} ${fault.reason}`, fault)
    },
    countFaults: async () => faults.size,
  }
}
