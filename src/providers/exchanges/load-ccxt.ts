import type { Exchange } from 'ccxt'
import { Refusal } from '../../basics/refusal.ts'

export type CcxtExchange = Exchange
type ExchangeClass = new (config: Readonly<Record<string, unknown>>) => CcxtExchange

const ID = /^[a-z0-9]{2,30}$/

/**
 * The class of one exchange, from its own file: the whole of ccxt takes three times the memory and time.
 * The package does not export these files, so should its layout change, the whole of it is loaded instead.
 */
export async function loadExchangeClass(id: string): Promise<ExchangeClass> {
  const found = ID.test(id)
    ? ((await fromFile(`./src/pro/${id}.js`)) ?? (await fromFile(`./src/${id}.js`)) ?? (await fromWhole(id)))
    : undefined
  if (found !== undefined) return found
  throw new Refusal('not-found', `There is no exchange named ${id}.`, {
    hint: 'Name exchanges as ccxt does, such as binance, kraken or coinbase.',
  })
}

async function fromFile(path: string): Promise<ExchangeClass | undefined> {
  const file = new URL(path, import.meta.resolve('ccxt'))
  try {
    const module: { default: ExchangeClass } = await import(file.href)
    return module.default
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

async function fromWhole(id: string): Promise<ExchangeClass | undefined> {
  const { pro, exchanges } = await import('ccxt')
  const classes = { ...exchanges, ...pro } as unknown as Readonly<Record<string, ExchangeClass>>
  return Object.hasOwn(classes, id) ? classes[id] : undefined
}
