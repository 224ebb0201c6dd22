import type { FormulaScope } from '../../analysis/formula/formula-node.ts'
import { inParallel } from '../../basics/in-parallel.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { Context } from '../../chat/command.ts'
import { deepestMarkets } from '../../market/deepest-markets.ts'
import type { Market } from '../../market/market-ports.ts'
import type { Services } from '../services.ts'

const USUAL: FormulaScope = { kind: 'top', count: 50 }
const SCANNED_MAX = 200
const NAMES_AT_ONCE_MAX = 4

/** The markets that a scope means: of each coin the deepest in dollars, at most 200. A watchlist is its owner's alone, so in company it is refused. */
export async function scannedMarkets(
  scope: FormulaScope = USUAL,
  { account, place, services, signal }: Pick<Context<Services>, 'account' | 'place' | 'services' | 'signal'>,
): Promise<readonly Market[]> {
  const { market: service, watchlists } = services
  switch (scope.kind) {
    case 'top':
      return deepestMarkets(service, Math.min(scope.count, SCANNED_MAX), signal)
    case 'all':
      return deepestMarkets(service, SCANNED_MAX, signal)
    case 'markets':
      return inParallel(scope.names, NAMES_AT_ONCE_MAX, (name) => service.find(name, signal))
    case 'watchlist': {
      if (!place.private)
        throw new Refusal('not-here', 'Your watchlist is yours: ask me for it in private.', {
          hint: 'Here you can name markets: any(btc, eth): rsi < 30',
        })
      const watched = await watchlists.list(account.id, service, signal)
      const markets = watched.flatMap(({ market }) => market ?? [])
      if (markets.length > 0) return markets
      throw new Refusal('not-found', 'Your watchlist is empty.', { hint: 'Follow a market: /watchlist add BTC' })
    }
  }
}
