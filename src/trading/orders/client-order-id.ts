import { createHmac } from 'node:crypto'

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ID_CHARACTERS = 32
const CODE_CHARACTERS = 6

/** The name under which a venue knows an order: 160 bits that follow from its id, and that nobody without the secret can guess. Fits every venue: letters and digits only, 32 of them. */
export function clientOrderId(secret: Uint8Array, orderId: string): string {
  return digest(secret, `order:${orderId}`, ID_CHARACTERS)
}

/** What people call an order or position: follows from its id, and is another one when that is `taken` in the book. */
export function shortCode(secret: Uint8Array, id: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const code = digest(secret, `code:${id}:${attempt}`, CODE_CHARACTERS)
    if (!taken.has(code)) return code
  }
}

function digest(secret: Uint8Array, text: string, length: number): string {
  const bits = Array.from(createHmac('sha256', secret).update(text).digest(), (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length }, (_, at) => BASE32[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join('')
}
