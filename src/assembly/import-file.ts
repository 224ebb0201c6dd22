import { stat } from 'node:fs/promises'
import { Refusal } from '../basics/refusal.ts'
import { showTime } from '../basics/show.ts'
import { type ImportReport, importCandles } from '../market/candles/import-candles.ts'
import type { Market } from '../market/market-ports.ts'
import { openCandleFile } from '../providers/candle-files.ts'
import type { ImportWords } from './command-line.ts'
import type { Desk } from './desk.ts'

/** The step of markets that no venue has told us about: as fine as any price is written. */
const FINEST_STEP = '0.00000001'

type Importing = Pick<Desk, 'database' | 'clock'>

/** Reads a candle file into the database. Throws a `Refusal` when there is no such file, or not one good candle in it. */
export async function importFile({ database, clock }: Importing, { file, symbol, timeframe, venue }: ImportWords): Promise<ImportReport> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) throw new Refusal('not-found', `There is no file ${file}.`)
  const known = await database.markets.list()
  const market = known.find(({ id }) => id === `${venue}:${symbol}`) ?? unlisted(venue, symbol)
  const report = await importCandles({ bytes: openCandleFile(file), market, timeframe, store: database.candles, now: clock.now() })
  if (!known.includes(market)) await database.markets.save([...known.filter((each) => each.venue === venue), market])
  return report
}

function unlisted(venue: string, symbol: string): Market {
  const [base = '', quote = ''] = symbol.split('/')
  return { id: `${venue}:${symbol}`, venue, symbol, base, quote, tick: FINEST_STEP, lot: FINEST_STEP, active: true }
}

/** What was read, kept and set aside, in sentences. */
export function showImport({ read, written, quarantined, gaps, from, to, complaints }: ImportReport): string {
  const aside = Object.entries(quarantined).map(([reason, count]) => `${count} ${reason}`)
  const span = from === undefined || to === undefined ? '' : `, from ${showTime(from)} to ${showTime(to)}`
  return [
    `Read ${read} rows and kept ${written} candles${span}.`,
    gaps === 0 ? 'There are no gaps.' : `${gaps} candles are missing in between.`,
    ...(aside.length === 0 ? [] : [`Set aside: ${aside.join(', ')}.`]),
    ...complaints,
  ].join('\n')
}
