import type { Market, MarketStore } from '../market/market-ports.ts'
import type { StoreParts } from './audited-change.ts'
import type { Prisma } from './generated/client.ts'

export function createMarketStore({ connection, clock }: StoreParts): MarketStore {
  return {
    async save(markets) {
      const now = new Date(clock.now())
      const venues = [...new Set(markets.map(({ venue }) => venue))]
      const ids = markets.map(({ id }) => id)
      await connection.transaction(async (tx) => {
        await tx.market.deleteMany({ where: { venue: { in: venues }, NOT: { id: { in: ids } } } })
        await tx.$executeRaw`
          INSERT INTO markets (id, venue, symbol, base, quote, tick, lot, minimum_cost, active, created_at, updated_at)
          SELECT id, venue, symbol, base, quote, tick, lot, "minimumCost", active, ${now}, ${now}
          FROM jsonb_to_recordset(${JSON.stringify(markets)}::jsonb) AS listed
            (id text, venue text, symbol text, base text, quote text, tick text, lot text, "minimumCost" text, active boolean)
          ON CONFLICT (id) DO UPDATE SET
            tick = excluded.tick, lot = excluded.lot, minimum_cost = excluded.minimum_cost, active = excluded.active, updated_at = excluded.updated_at
          WHERE (markets.tick, markets.lot, markets.minimum_cost, markets.active)
            IS DISTINCT FROM (excluded.tick, excluded.lot, excluded.minimum_cost, excluded.active)`
      })
    },
    async list() {
      const rows = await connection.orm.market.findMany({ orderBy: { id: 'asc' } })
      return rows.map(marketFrom)
    },
  }
}

function marketFrom({ id, venue, symbol, base, quote, tick, lot, minimumCost, active }: Prisma.MarketModel): Market {
  return { id, venue, symbol, base, quote, tick, lot, ...(minimumCost === null ? {} : { minimumCost }), active }
}
