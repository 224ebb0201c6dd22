import type { NoteStore, StrategyNote } from '../../strategies/following/following-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import { storableText } from '../storable-text.ts'

export function createStrategyNoteStore({ connection, clock }: StoreParts): NoteStore {
  const { strategyNote } = connection.orm
  return {
    async add(versionId, { marketId, candle, kind, words }) {
      const row = { versionId, marketId, candle: BigInt(candle), kind, words: storableText(words), createdAt: new Date(clock.now()) }
      await strategyNote.createMany({ data: [row], skipDuplicates: true })
    },
    async of(versionId, limit) {
      const rows = await strategyNote.findMany({
        where: { versionId },
        orderBy: [{ candle: 'desc' }, { createdAt: 'desc' }, { marketId: 'asc' }],
        take: limit,
      })
      return rows.map(({ marketId, candle, kind, words }) => ({
        marketId,
        candle: Number(candle),
        kind: kind as StrategyNote['kind'],
        words,
      }))
    },
  }
}
