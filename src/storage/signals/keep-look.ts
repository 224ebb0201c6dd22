import type { Look } from '../../signals/signal-ports.ts'
import type { Prisma } from '../generated/client.ts'
import { cellRow } from './signal-rows.ts'

/** Writes a look in a transaction of the caller's, in four statements at most; tells which of its signals are new, or undefined when the cell is no longer what it was. */
export async function keepLook(tx: Prisma.TransactionClient, look: Look, now: Date): Promise<Look['signals'] | undefined> {
  if (!(await moveCell(tx, look, now))) return undefined
  if (look.findings.length > 0) await keepFindings(tx, look, now)
  const fresh = look.signals.length === 0 ? [] : await keepSignals(tx, look, now)
  if (look.outcomes.length > 0) await keepOutcomes(tx, look, now)
  return fresh
}

/** Whoever changes the row first has looked at these candles; others wait for him, and then find another candle, or another version. */
async function moveCell(tx: Prisma.TransactionClient, { series, before, cell }: Look, now: Date): Promise<boolean> {
  const { feed, marketId, timeframe } = series
  const key = { feed, marketId, timeframe }
  const row = { ...cellRow(cell), updatedAt: now }
  const { count } =
    before === undefined
      ? await tx.cell.createMany({ data: [{ ...key, ...row, createdAt: now }], skipDuplicates: true })
      : await tx.cell.updateMany({ where: { ...key, candle: BigInt(before.candle), version: before.version }, data: row })
  return count === 1
}

/** A finding is what it was when it was first seen, but for its end: what has ended never comes back. */
async function keepFindings(tx: Prisma.TransactionClient, { series, findings, findingsVersion }: Look, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO patterns (feed, market_id, timeframe, version, kind, direction, first, last, top, bottom, strength, state, ended_at, created_at, updated_at)
    SELECT DISTINCT ON (kind, direction, first, last) ${series.feed}, ${series.marketId}, ${series.timeframe}, ${findingsVersion}::int,
      kind, direction, first, last, top, bottom, strength, state, "endedAt", ${now}, ${now}
    FROM json_to_recordset(${JSON.stringify(findings)}::json) AS finding(
      kind text, direction finding_direction, first bigint, last bigint, top float8, bottom float8, strength float8,
      state finding_state, "endedAt" bigint)
    ORDER BY kind, direction, first, last, strength DESC
    ON CONFLICT (feed, market_id, timeframe, kind, direction, first, last)
    DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, updated_at = excluded.updated_at
    WHERE excluded.state <> 'active' AND (patterns.state, patterns.ended_at) IS DISTINCT FROM (excluded.state, excluded.ended_at)`
}

/** What is decided already is written so: to change it afterwards would move the row in all its indexes. */
async function keepSignals(tx: Prisma.TransactionClient, { series, signals, outcomes }: Look, now: Date): Promise<Look['signals']> {
  const decided = new Set(outcomes.map(({ signalId }) => signalId))
  const rows = signals.map((signal) => ({ ...signal, decided: decided.has(signal.id) }))
  const kept = await tx.$queryRaw<readonly { readonly id: string }[]>`
    INSERT INTO signals (id, code, feed, source, version, market_id, timeframe, direction, entry, stop, targets, confidence, parts,
      first, last, at, until, live, decided, created_at)
    SELECT id, code, ${series.feed}, source, version, "marketId", timeframe, direction, entry, stop, targets, confidence, parts,
      first, last, at, until, live, decided, ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS said(
      id uuid, code text, source text, version int, "marketId" text, timeframe text, direction signal_direction, entry float8, stop float8,
      targets json, confidence int, parts json, first bigint, last bigint, at bigint, until bigint, live boolean, decided boolean)
    ON CONFLICT DO NOTHING RETURNING id`
  const ids = new Set(kept.map(({ id }) => id))
  return signals.filter(({ id }) => ids.has(id))
}

/** The outcome of a signal that another one stood in the way of goes with it. */
async function keepOutcomes(tx: Prisma.TransactionClient, { outcomes }: Look, now: Date): Promise<void> {
  const rows = outcomes.map(({ signalId, outcome }) => ({ signalId, ...outcome }))
  await tx.$executeRaw`
    WITH decided AS (
      INSERT INTO signal_outcomes (signal_id, kind, at, exit, r, ambiguous, created_at)
      SELECT signals.id, said.kind, said.at, said.exit, said.r, said.ambiguous, ${now}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS said(
        "signalId" uuid, kind signal_outcome_kind, at bigint, exit float8, r float8, ambiguous boolean)
      JOIN signals ON signals.id = said."signalId"
      ON CONFLICT DO NOTHING RETURNING signal_id
    )
    UPDATE signals SET decided = true FROM decided WHERE signals.id = decided.signal_id AND NOT signals.decided`
}
