import type { Sql } from './sql-driver.ts'

/**
 * Makes free at once what the process before this one had taken and not finished.
 * Only for a database that one process has to itself: elsewhere a lease may be somebody's who is alive.
 */
export async function freeLeases(sql: Sql): Promise<void> {
  await sql.run(`UPDATE inbox SET leased_until = 'epoch' WHERE handled_at IS NULL`)
}
