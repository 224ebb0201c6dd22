import { randomBytes } from 'node:crypto'

/** Where secrets and ids take their bytes from. */
export interface RandomBytes {
  bytes(count: number): Uint8Array
}

/** Repeatable chance: the same seed gives the same numbers in [0, 1). Never for secrets. */
export interface Rng {
  next(): number
}

export const machineRandom: RandomBytes = { bytes: (count) => randomBytes(count) }

/**
 * sfc32, seeded from any text or number, so that independent streams come from different labels ("seed:market").
 * Source: Chris Doty-Humphrey's PractRand, sfc 32-bit; seeding by xmur3.
 */
export function seededRng(seed: string | number): Rng {
  const hash = textHasher(String(seed))
  let a = hash()
  let b = hash()
  let c = hash()
  let counter = 1
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + mixed) | 0
    return (mixed >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round++) next()
  return { next }
}

/** A draw from the normal distribution with mean 0 and deviation 1 (Box and Muller). */
export function normal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.next()))
  return radius * Math.cos(2 * Math.PI * rng.next())
}

function textHasher(text: string): () => number {
  let state = 1_779_033_703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 3_432_918_353)
    state = (state << 13) | (state >>> 19)
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2_246_822_507)
    state = Math.imul(state ^ (state >>> 13), 3_266_489_909)
    state ^= state >>> 16
    return state >>> 0
  }
}
