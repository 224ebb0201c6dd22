import type { WallClock } from './clock.ts'
import type { RandomBytes } from './rng.ts'

const TOKEN_BYTES = 16
/** What the 12 bits after the time can count. */
const IDS_A_MS_MAX = 4096
const HEX = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/

/** Names for things: `id` for rows, `token` for whatever nobody may guess. */
export interface Ids {
  /** UUID version 7 (RFC 9562): they sort as they were made, also those of one millisecond. Not a secret. */
  id(): string
  /** 128 random bits as 22 characters of base64url: for buttons, codes and links. */
  token(): string
}

export function createIds({ clock, random }: { clock: Pick<WallClock, 'now'>; random: RandomBytes }): Ids {
  let at = 0
  let count = 0
  return {
    id() {
      const now = Math.floor(clock.now())
      count = now > at ? 0 : (count + 1) % IDS_A_MS_MAX
      // More than a millisecond can count borrow from the next one, and a clock that was put back is waited for.
      at = now > at ? now : at + (count === 0 ? 1 : 0)
      const bytes = new Uint8Array(random.bytes(16))
      const view = new DataView(bytes.buffer)
      view.setUint16(0, Math.floor(at / 2 ** 32) & 0xffff)
      view.setUint32(2, at >>> 0)
      view.setUint16(6, 0x7000 | count)
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      return Buffer.from(bytes).toString('hex').replace(HEX, '$1-$2-$3-$4-$5')
    },
    token: () => Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url'),
  }
}
