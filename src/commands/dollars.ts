import { Refusal } from '../basics/refusal.ts'
import { assetOf, isDollar } from '../market/market-names.ts'
import type { ComputedPrice, MarketService } from '../market/market-service.ts'

const MOST_USED = 'USDT'

/** What one coin costs in another, and what to tell the reader beside it. */
export interface PairPrice {
  readonly computed: ComputedPrice
  /** The coins that the price is really of. */
  readonly from: string
  readonly to: string
  readonly note: string | undefined
}

/** The price of a pair. Where a venue has no market in that kind of dollar it is told in USDT, and said so: one is meant to be worth the other, but nobody here knows. */
export async function pricePair(
  service: MarketService,
  { from, to }: { readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<PairPrice> {
  try {
    return { computed: await service.evaluate(`${from}/${to}`, signal), from, to, note: undefined }
  } catch (error) {
    const other = { from: inMostUsed(from), to: inMostUsed(to) }
    const same = other.from === from && other.to === to
    if (!(error instanceof Refusal) || error.code !== 'not-found' || same) throw error
    const missing = assetOf(other.to === to ? from : to)
    const note = `There is no market in ${missing} here, so this is in ${MOST_USED}, which is meant to be worth one dollar.`
    return { computed: await service.evaluate(`${other.from}/${other.to}`, signal), ...other, note }
  }
}

function inMostUsed(word: string): string {
  return isDollar(assetOf(word)) ? MOST_USED : word
}
