import type { WallClock } from './clock.ts'
import type { RandomBytes } from './rng.ts'

const TOKEN_BYTES = 16
const HEX = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/

/** Names for things: `id` for rows, `token` for whatever nobody may guess. */
export interface Ids {
  /** UUID version 7 (RFC 9562): sorts by the time it was made. Not a secret. */
  id(): string
  /** 128 random bits as 22 characters of base64url: for buttons, codes and links. */
  token(): string
}

export function createIds({ clock, random }: { clock: Pick<WallClock, 'now'>; random: RandomBytes }): Ids {
  return {
    id() {
      const bytes = new Uint8Array(random.bytes(16))
      new DataView(bytes.buffer).setUint16(0, Math.floor(clock.now() / 2 ** 32) & 0xffff)
      new DataView(bytes.buffer).setUint32(2, clock.now() >>> 0)
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      return Buffer.from(bytes).toString('hex').replace(HEX, '$1-$2-$3-$4-$5')
    },
    token: () => Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url'),
  }
}
