import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Candles } from '../src/basics/candles.ts'

/** An npm package that brings the C sources of TA-Lib. */
const PACKAGE = 'talib@1.1.6'
const BUILD_MS = 180_000
const DRIVER = join(import.meta.dirname, 'talib-driver.c')
const PATTERNS =
  'DOJI DRAGONFLYDOJI GRAVESTONEDOJI SPINNINGTOP MARUBOZU HAMMER HANGINGMAN INVERTEDHAMMER SHOOTINGSTAR ENGULFING HARAMI PIERCING DARKCLOUDCOVER MORNINGSTAR EVENINGSTAR'
const INDICATORS = 'SMA EMA RSI MACD BBANDS ATR ADX STOCH'
const STANDS_ON = 'DEMA TEMA TRIMA KAMA MAMA T3 WMA MA STDDEV VAR TRANGE utility global retcode version'
const SOURCES = [...PATTERNS.split(' ').map((name) => `CDL${name}`), ...INDICATORS.split(' '), ...STANDS_ON.split(' ')]

/** TA-Lib in C: names as its driver knows them. */
export interface Talib {
  /** How long it took, and the last values of its lines; of "patterns" how often each was seen. */
  readonly measure: (name: string) => { readonly ms: number; readonly last: readonly number[] }
}

/** Fetches and builds TA-Lib in this folder, where a C compiler and a package registry can be reached; undefined elsewhere. */
export function buildTalib(folder: string, { open, high, low, close }: Candles): Talib | undefined {
  const data = join(folder, 'candles.bin')
  const driver = join(folder, 'driver')
  try {
    const work = { cwd: folder, timeout: BUILD_MS, stdio: 'ignore' } as const
    execFileSync('npm', ['pack', PACKAGE], work)
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
    execFileSync('tar', ['-xzf', archive], work)
    const library = join(folder, 'package', 'src', 'lib')
    const folders = ['include', 'src/ta_common', 'src/ta_func'].map((name) => join(library, name))
    const wanted = new Set(SOURCES.map((name) => `ta_${name}.c`))
    const sources = folders.flatMap((path) => readdirSync(path).flatMap((name) => (wanted.has(name) ? [join(path, name)] : [])))
    execFileSync('cc', ['-O3', '-w', ...folders.map((path) => `-I${path}`), DRIVER, ...sources, '-lm', '-o', driver], work)
  } catch {
    return undefined
  }
  writeFileSync(data, Buffer.concat([open, high, low, close].map(({ buffer }) => new Uint8Array(buffer))))
  return {
    measure(name) {
      const [ms = Number.NaN, ...last] = execFileSync(driver, [data, String(close.length), name], { encoding: 'utf8' })
        .split(' ')
        .map(Number)
      return { ms, last }
    },
  }
}
