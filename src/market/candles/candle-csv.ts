import type { Candle } from '../../basics/candles.ts'
import { Refusal } from '../../basics/refusal.ts'
import { readTimeframe, type Timeframe } from '../../basics/timeframe.ts'

const CANDLE_CSV_HEADER = 'timestamp_ms,open,high,low,close,volume'

const LINE_CHARACTERS_MAX = 1000
const SHOWN_CHARACTERS_MAX = 80
const COLUMNS = 6
const TIME = /^\d{1,15}$/
const NUMBER = /^-?\d{1,30}(?:\.\d{0,40})?(?:e[+-]?\d{1,3})?$/i
/** A double has 15 safe digits; more than that in a file are noise such as 0.09946999000000001. */
const SAFE_DIGITS = 15
const FILE_NAME = /^([a-z0-9]+)_([A-Z0-9]+)_([A-Z0-9]+)_(\d{1,2}[mhdwM])(?:_[^/\\]*)?\.csv$/

export interface CsvRow {
  readonly line: number
  readonly text: string
  /** What does not read as a number is NaN. */
  readonly candle: Candle
}

export interface CandleFileName {
  readonly name: string
  readonly venue: string
  readonly base: string
  readonly quote: string
  readonly timeframe: Timeframe
}

/** Reads "binance_BTC_USDT_1h_anything.csv"; undefined for other names. */
export function readCandleFileName(name: string): CandleFileName | undefined {
  const [, venue, base, quote, word = ''] = FILE_NAME.exec(name) ?? []
  const timeframe = readTimeframe(word)
  if (venue === undefined || base === undefined || quote === undefined || timeframe === undefined) return undefined
  return { name, venue, base, quote, timeframe }
}

/** Reads a candle file piece by piece, some rows at a time. Refuses a file without our header; a row that cannot be read comes with NaN. */
export async function* readCandleCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly CsvRow[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let line = 0
  const rowsOf = (lines: readonly string[]): readonly CsvRow[] => {
    const rows: CsvRow[] = []
    for (const each of lines) {
      line++
      const text = each.endsWith('\r') ? each.slice(0, -1) : each
      if (line === 1) checkHeader(text)
      else if (text !== '') rows.push({ line, text, candle: readRow(text) })
    }
    return rows
  }
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LINE_CHARACTERS_MAX) throw new Refusal('bad-input', `Line ${line + lines.length + 1} is too long for a candle.`)
    yield rowsOf(lines)
  }
  rest += decoder.decode()
  if (rest !== '') yield rowsOf([rest])
  if (line === 0) throw new Refusal('bad-input', `The file is empty; expected the header "${CANDLE_CSV_HEADER}".`)
}

function checkHeader(text: string): void {
  if (text.replace(/^\ufeff/, '').trim() === CANDLE_CSV_HEADER) return
  const found = text.slice(0, SHOWN_CHARACTERS_MAX).replace(/[^\x20-\x7e]/g, '?')
  throw new Refusal('bad-input', `Line 1: expected the header "${CANDLE_CSV_HEADER}" but found "${found}".`)
}

function readRow(text: string): Candle {
  const cells = text.split(',', COLUMNS + 1)
  const number = (index: number): number => (cells.length === COLUMNS ? readNumber(cells[index] ?? '') : Number.NaN)
  return {
    time: TIME.test(cells[0] ?? '') ? Number(cells[0]) : Number.NaN,
    open: number(1),
    high: number(2),
    low: number(3),
    close: number(4),
    volume: number(5),
  }
}

function readNumber(text: string): number {
  if (!NUMBER.test(text)) return Number.NaN
  const value = Number(text)
  return text.length > SAFE_DIGITS ? Number(value.toPrecision(SAFE_DIGITS)) : value
}
