import type { BacktestStore, KeptBacktest } from '../../backtest/backtest-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'
import type { Backtest as BacktestRow, Prisma } from '../generated/client.ts'
import { storableText } from '../storable-text.ts'
import { KEPT } from './kept-backtest.ts'

export function createBacktestStore(parts: StoreParts): BacktestStore {
  const { orm } = parts.connection
  return {
    async add(backtest, keptMax, origin) {
      const { userId, code } = backtest
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        async work(tx, createdAt) {
          // Two that somebody keeps at once take turns, so that they are counted.
          await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
          await tx.backtest.deleteMany({ where: { userId, code } })
          await tx.backtest.create({ data: { ...rowOf(backtest), createdAt } })
          await tx.$executeRaw`
            DELETE FROM backtests WHERE id IN (
              SELECT id FROM backtests WHERE user_id = ${userId}::uuid ORDER BY created_at DESC, id DESC OFFSET ${keptMax})`
        },
      })
    },
    async of(userId, limit) {
      const rows = await orm.backtest.findMany({ where: { userId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit })
      return rows.map(backtestFrom)
    },
    async find(userId, code) {
      const row = await orm.backtest.findUnique({ where: { userId_code: { userId, code } } })
      return row === null ? undefined : backtestFrom(row)
    },
  }
}

type Row = Omit<Prisma.BacktestUncheckedCreateInput, 'createdAt'>

function rowOf({ id, userId, code, name, versionId, rules, markets, timeframe, from, to, ...rest }: KeptBacktest): Row {
  const { fee, slippage, cash, growth, metrics, verdict } = rest
  return {
    id,
    userId,
    code,
    name: storableText(name),
    versionId: versionId ?? null,
    rules: { ...rules },
    markets: [...markets],
    timeframe,
    fromTime: BigInt(from),
    toTime: BigInt(to),
    settings: { fee, slippage, cash, growth },
    metrics: Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value))),
    verdict: { ...verdict },
  }
}

function backtestFrom({ rules, markets, timeframe, fromTime, toTime, settings, metrics, verdict, ...row }: BacktestRow): KeptBacktest {
  return {
    id: row.id,
    userId: row.userId,
    code: row.code,
    name: row.name,
    versionId: row.versionId ?? undefined,
    from: Number(fromTime),
    to: Number(toTime),
    createdAt: row.createdAt.getTime(),
    ...KEPT.parse({ rules, markets, timeframe, settings, metrics, verdict }),
  }
}
