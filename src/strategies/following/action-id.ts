import { createHash } from 'node:crypto'

/** The candle of one version and market that something is done at, once. */
export interface ActionPlace {
  readonly versionId: string
  readonly marketId: string
  /** Its opening. Market time, in milliseconds. */
  readonly candle: number
}

const PARTS = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/

/** A UUID that follows from what is done and where (RFC 9562, version 8: from SHA-256), so that doing it again after a crash is known to be the same. */
export function actionId(action: 'entry', { versionId, marketId, candle }: ActionPlace): string {
  const hex = createHash('sha256').update([action, versionId, marketId, candle].join(' ')).digest('hex').slice(0, 32)
  return hex.replace(PARTS, '$1-$2-8$3-8$4-$5')
}
