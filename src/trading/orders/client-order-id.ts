import { createHmac } from 'node:crypto'

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ID_CHARACTERS = 32

/** The name under which a venue knows an order: 160 bits that follow from its id, and that nobody without the secret can guess. Fits every venue: letters and digits only, 32 of them. */
export function clientOrderId(secret: Uint8Array, orderId: string): string {
  return digest(secret, `order:${orderId}`, ID_CHARACTERS)
}

function digest(secret: Uint8Array, text: string, length: number): string {
  const bits = Array.from(createHmac('sha256', secret).update(text).digest(), (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length }, (_, at) => BASE32[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join('')
}
