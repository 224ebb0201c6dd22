import { decimal } from '../../basics/money.ts'
import { DAY_MS, MINUTE_MS } from '../../basics/timeframe.ts'
import type { EquityMark, EquityStore } from '../../trading/portfolio/portfolio-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import type { Connection } from '../engine/connection.ts'
import type { SqlRow } from '../engine/sql-driver.ts'

const MONEY_DECIMALS = 18

/**
 * Of the book `$1` before and after midnight `$2`. Between two deposits or withdrawals the first and the highest snapshot say it all: each change of funds
 * scales what came before it by the first one after it, and all of one span alike.
 */
export const MARKS = `
WITH steps AS (
  SELECT at, equity, funded, lag(funded) OVER (ORDER BY at) IS DISTINCT FROM funded AS begins FROM equity_snapshots WHERE book_id = $1
), spans AS (
  SELECT at, equity, funded, begins, count(*) FILTER (WHERE begins) OVER (ORDER BY at) AS span FROM steps
), ranked AS (
  SELECT at, equity, funded, begins, row_number() OVER (PARTITION BY span ORDER BY equity DESC, at) AS height, max(at) FILTER (WHERE at <= $2) OVER () AS midnight FROM spans
)
SELECT at, equity::text AS equity, funded::text AS funded FROM ranked WHERE begins OR height = 1 OR at = midnight ORDER BY at`

export function createEquityStore({ connection, clock }: StoreParts): EquityStore {
  return {
    async keep({ bookId, at, equity, cash, exposure, funded }) {
      const [now, moment] = [new Date(clock.now()), BigInt(at)]
      const [worth, money, inPositions, paidIn] = [equity, cash, exposure, funded].map((amount) => amount.toFixed(MONEY_DECIMALS))
      await connection.orm.$executeRaw`
        INSERT INTO equity_snapshots (book_id, at, equity, cash, exposure, funded, created_at)
        SELECT ${bookId}::uuid, ${moment}::bigint, ${worth}::numeric, ${money}::numeric, ${inPositions}::numeric, ${paidIn}::numeric, ${now}::timestamptz
        WHERE NOT EXISTS (
          SELECT FROM equity_snapshots
          WHERE book_id = ${bookId}::uuid AND at > ${moment}::bigint - ${MINUTE_MS}::bigint AND at < ${moment}::bigint AND funded = ${paidIn}::numeric)
        ON CONFLICT (book_id, at) DO UPDATE SET
          equity = excluded.equity, cash = excluded.cash, exposure = excluded.exposure, funded = excluded.funded`
    },
    async list(bookId, { from = 0, to, limit }) {
      const rows = await connection.orm.equitySnapshot.findMany({
        where: { bookId, at: { gte: BigInt(from), ...(to === undefined ? {} : { lt: BigInt(to) }) } },
        orderBy: { at: 'desc' },
        take: limit,
      })
      return rows.reverse().map(({ at, equity, cash, exposure, funded }) => ({
        bookId,
        at: Number(at),
        equity: decimal(equity.toFixed()),
        cash: decimal(cash.toFixed()),
        exposure: decimal(exposure.toFixed()),
        funded: decimal(funded.toFixed()),
      }))
    },
    async marks(bookId, midnight) {
      return (await connection.sql.run(MARKS, [bookId, midnight])).map(markFrom)
    },
  }
}

export function markFrom({ at, equity, funded }: SqlRow): EquityMark {
  return { at: Number(at), equity: decimal(String(equity)), funded: decimal(String(funded)) }
}

/** Of each day that is over for long the highest snapshot and the last are left, so that neither a peak nor the end of a day is lost. */
export async function thinSnapshots({ orm }: Pick<Connection, 'orm'>, madeBefore: Date): Promise<number> {
  return orm.$executeRaw`
    DELETE FROM equity_snapshots AS old
    WHERE old.created_at < ${madeBefore}
      AND EXISTS (
        SELECT FROM equity_snapshots AS later
        WHERE later.book_id = old.book_id AND later.at > old.at AND later.at / ${DAY_MS}::bigint = old.at / ${DAY_MS}::bigint)
      AND EXISTS (
        SELECT FROM equity_snapshots AS higher
        WHERE higher.book_id = old.book_id AND higher.at / ${DAY_MS}::bigint = old.at / ${DAY_MS}::bigint
          AND (higher.equity, higher.at) > (old.equity, old.at))`
}
