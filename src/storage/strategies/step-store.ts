import type { StepStore } from '../../strategies/strategy-ports.ts'
import type { StoreParts } from '../audited-change.ts'

/** Whoever changes the row first has stepped; others find another candle there. */
export function createStepStore({ connection, clock }: StoreParts): StepStore {
  const { strategyStep } = connection.orm
  return {
    async seen(versionId, marketIds) {
      const rows = await strategyStep.findMany({ where: { versionId, marketId: { in: [...marketIds] } } })
      return new Map(rows.map(({ marketId, candle }) => [marketId, Number(candle)]))
    },
    async advance({ versionId, marketId, timeframe, before, candle }) {
      const updatedAt = new Date(clock.now())
      const row = { timeframe, candle: BigInt(candle), updatedAt }
      const { count } =
        before === undefined
          ? await strategyStep.createMany({ data: [{ versionId, marketId, ...row, createdAt: updatedAt }], skipDuplicates: true })
          : await strategyStep.updateMany({ where: { versionId, marketId, candle: BigInt(before) }, data: row })
      return count === 1
    },
  }
}
