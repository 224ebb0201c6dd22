import type { SignalStore } from '../../signals/signal-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import { keepLook } from './keep-look.ts'
import { CELL_COLUMNS, cellFrom, recordFrom, SIGNAL_COLUMNS, signalFrom } from './signal-rows.ts'

const CELLS = `
SELECT ${CELL_COLUMNS} FROM cells
WHERE feed = $1 AND ($2::text IS NULL OR market_id = ANY (ARRAY(SELECT json_array_elements_text($2::json))))
ORDER BY market_id, timeframe`

const UNDECIDED = `
SELECT ${SIGNAL_COLUMNS} FROM signals AS signal LEFT JOIN signal_outcomes AS outcome ON outcome.signal_id = signal.id
WHERE signal.feed = $1 AND signal.market_id = $2 AND signal.timeframe = $3 AND NOT signal.decided
ORDER BY signal.at, signal.id`

/** Signals of the feed `$1` as they were known at `$2`. */
const KNOWN = `
FROM signals AS signal LEFT JOIN signal_outcomes AS outcome ON outcome.signal_id = signal.id AND outcome.at <= $2
WHERE signal.feed = $1 AND signal.at <= $2`

const LIST = `
SELECT ${SIGNAL_COLUMNS} ${KNOWN}
  AND ($3::text IS NULL OR signal.market_id = ANY (ARRAY(SELECT json_array_elements_text($3::json))))
  AND ($4::text IS NULL OR signal.timeframe = $4)
  AND ($5::text IS NULL OR signal.source = $5) AND ($6::signal_direction IS NULL OR signal.direction = $6)
  AND signal.confidence >= $7 AND (NOT $8::boolean OR (signal.until > $2 AND outcome.signal_id IS NULL))
ORDER BY signal.at DESC, signal.confidence DESC, signal.id LIMIT $9`

const FIND = `SELECT ${SIGNAL_COLUMNS} ${KNOWN} AND signal.code = $3 ORDER BY signal.at DESC, signal.id LIMIT 1`

/** Numeric, since a sum of floats hangs on the order of the rows. */
const RECORD = `
SELECT signal.source, signal.version, signal.live,
  count(outcome.signal_id) AS decided,
  count(*) FILTER (WHERE outcome.kind = 'target') AS targets,
  count(*) FILTER (WHERE outcome.kind = 'stop') AS stops,
  count(*) FILTER (WHERE outcome.kind = 'expired') AS expired,
  count(*) FILTER (WHERE outcome.ambiguous) AS ambiguous,
  count(*) FILTER (WHERE outcome.r > 0) AS winners,
  coalesce(avg(outcome.r::numeric)::float8, 0) AS "averageR",
  count(*) - count(outcome.signal_id) AS open,
  min(signal.at) AS "firstAt", max(signal.at) AS "lastAt"
${KNOWN} AND signal.at >= $3
  AND ($4::text IS NULL OR signal.market_id = $4) AND ($5::text IS NULL OR signal.timeframe = $5) AND ($6::text IS NULL OR signal.source = $6)
GROUP BY signal.source, signal.version, signal.live ORDER BY signal.source COLLATE "C", signal.version DESC, signal.live DESC`

export function createSignalStore({ connection, clock }: StoreParts): SignalStore {
  return {
    async cells(feed, marketIds) {
      const rows = await connection.sql.run(CELLS, [feed, listed(marketIds)])
      return rows.map(cellFrom)
    },
    async undecided({ feed, marketId, timeframe }) {
      return (await connection.sql.run(UNDECIDED, [feed, marketId, timeframe])).map(signalFrom)
    },
    keep(look, tell) {
      const now = new Date(clock.now())
      return connection.handed.transaction(async (tx) => {
        const fresh = await keepLook(connection.within(tx), look, now)
        if (fresh !== undefined && fresh.length > 0) await tell(tx, fresh)
        return fresh !== undefined
      })
    },
    async list({ feed, now, marketIds, timeframe, source, direction, minConfidence = 0, open = false, limit }) {
      const which = [listed(marketIds), timeframe ?? null, source ?? null, direction ?? null]
      return (await connection.sql.run(LIST, [feed, now, ...which, minConfidence, open, limit])).map(signalFrom)
    },
    async find(feed, code, now) {
      const [row] = await connection.sql.run(FIND, [feed, now, code])
      return row === undefined ? undefined : signalFrom(row)
    },
    async record({ feed, now, since = 0, marketId, timeframe, source }) {
      const which = [marketId ?? null, timeframe ?? null, source ?? null]
      return (await connection.sql.run(RECORD, [feed, now, since, ...which])).map(recordFrom)
    },
  }
}

/** Any number of ids as one parameter. */
function listed(marketIds: readonly string[] | undefined): string | null {
  return marketIds === undefined ? null : JSON.stringify(marketIds)
}
