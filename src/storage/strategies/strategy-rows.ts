import { z } from 'zod'
import { TIMEFRAMES } from '../../basics/timeframe.ts'
import { STRATEGY_KINDS, type Strategy, type StrategyDraft, type StrategyVersion } from '../../strategies/strategy-ports.ts'
import type { Sql } from '../engine/sql-driver.ts'

const VERSION = z.object({
  id: z.string(),
  strategyId: z.string(),
  version: z.number(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(STRATEGY_KINDS),
  timeframe: z.enum(TIMEFRAMES),
  markets: z.array(z.string()),
  rules: z.object({
    entry: z.string(),
    exit: z.exactOptional(z.string()),
    stop: z.exactOptional(z.string()),
    target: z.exactOptional(z.string()),
    trail: z.exactOptional(z.string()),
    size: z.string(),
    holdBars: z.exactOptional(z.number()),
    coolDownBars: z.exactOptional(z.number()),
    entriesMax: z.exactOptional(z.number()),
  }),
  createdAt: z.number(),
})

const FOLLOWED = z.object({
  versionId: z.string(),
  version: z.number(),
  markets: z.array(z.string()),
  timeframe: z.enum(TIMEFRAMES),
  mode: z.enum(['paper', 'live']),
  since: z.number(),
})

const STRATEGY = z.object({
  id: z.string(),
  userId: z.string(),
  shareCode: z.string().nullable(),
  latest: VERSION,
  followed: FOLLOWED.nullable(),
})
const FOLLOWER = z.object({ userId: z.string(), followed: FOLLOWED, version: VERSION })

const msOf = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`
const versionOf = (
  table: string,
): string => `json_build_object('id', ${table}.id, 'strategyId', ${table}.strategy_id, 'version', ${table}.version,
  'name', ${table}.name, 'description', ${table}.description, 'kind', ${table}.kind, 'timeframe', ${table}.timeframe,
  'markets', ${table}.markets, 'rules', ${table}.rules, 'createdAt', ${msOf(`${table}.created_at`)})`
/** Of `strategy`, and the version `ran` that is followed. */
const FOLLOWED_COLUMN = `CASE WHEN ran.id IS NOT NULL THEN json_build_object('versionId', ran.id, 'version', ran.version,
  'markets', strategy.followed_markets, 'timeframe', strategy.followed_timeframe, 'mode', strategy.followed_mode,
  'since', ${msOf('strategy.followed_since')}) END AS followed`

const STRATEGIES = `
SELECT strategy.id, strategy.user_id AS "userId", strategy.share_code AS "shareCode", ${versionOf('latest')} AS latest, ${FOLLOWED_COLUMN}
FROM strategies AS strategy
CROSS JOIN LATERAL (SELECT * FROM strategy_versions WHERE strategy_id = strategy.id ORDER BY version DESC LIMIT 1) AS latest
LEFT JOIN strategy_versions AS ran ON ran.id = strategy.followed_version_id
WHERE strategy.user_id = $1::uuid AND strategy.deleted_at IS NULL
ORDER BY strategy.created_at, strategy.id`

const VERSIONS = `
SELECT ${versionOf('version')} AS version FROM strategy_versions AS version JOIN strategies AS strategy ON strategy.id = version.strategy_id
WHERE strategy.user_id = $1::uuid AND strategy.id = $2::uuid AND strategy.deleted_at IS NULL
ORDER BY version.version`

const SHARED = `
SELECT ${versionOf('version')} AS version FROM strategies AS strategy JOIN strategy_versions AS version ON version.strategy_id = strategy.id
WHERE strategy.share_code = $1 AND strategy.deleted_at IS NULL
ORDER BY version.version DESC LIMIT 1`

const FOLLOWERS = `
SELECT strategy.user_id AS "userId", ${versionOf('ran')} AS version, ${FOLLOWED_COLUMN}
FROM strategies AS strategy JOIN strategy_versions AS ran ON ran.id = strategy.followed_version_id
JOIN users ON users.id = strategy.user_id AND users.status = 'active'
WHERE strategy.deleted_at IS NULL
ORDER BY strategy.followed_since, strategy.id`

/** In the order of making. */
export async function readStrategies(sql: Sql, userId: string): Promise<readonly Strategy[]> {
  const rows = await sql.run(STRATEGIES, [userId])
  return rows.map((row): Strategy => {
    const { id, userId: owner, shareCode, latest, followed } = STRATEGY.parse(row)
    return { id, userId: owner, shareCode: shareCode ?? undefined, latest, followed: followed ?? undefined }
  })
}

/** Oldest first. */
export async function readVersions(sql: Sql, userId: string, strategyId: string): Promise<readonly StrategyVersion[]> {
  return (await sql.run(VERSIONS, [userId, strategyId])).map(({ version }) => VERSION.parse(version))
}

export async function readShared(sql: Sql, code: string): Promise<StrategyVersion | undefined> {
  const [row] = await sql.run(SHARED, [code.toUpperCase()])
  return row === undefined ? undefined : VERSION.parse(row.version)
}

/** Those of people who may call the desk. */
export async function readFollowed(sql: Sql) {
  return (await sql.run(FOLLOWERS, [])).map((row) => FOLLOWER.parse(row))
}

/** A version as a row of its table. */
export function versionRow(
  draft: StrategyDraft,
  made: { readonly id: string; readonly strategyId: string; readonly version: number; readonly createdAt: Date },
) {
  const { name, description, kind, timeframe, markets, rules } = draft
  return { ...made, name, description, kind, timeframe, markets: [...markets], rules: { ...rules } }
}
