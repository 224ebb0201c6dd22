/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const CHARACTERS = 6
const CODES = 2n ** 30n
/** Odd, so that no two counts below 2^30 come to one code; large, so that neighbours look unlike each other. */
const STRIDE = 0x2545_f491n

/** What people call the n-th order or position of a book: the same in every replay of the same day, and no other one's. */
export function shortCode(count: number): string {
  const scrambled = (BigInt(count + 1) * STRIDE) % CODES
  return Array.from({ length: CHARACTERS }, (_, at) => BASE32[Number((scrambled >> BigInt(5 * (CHARACTERS - 1 - at))) & 31n)]).join('')
}
