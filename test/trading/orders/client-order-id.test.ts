import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientOrderId } from '../../../src/trading/orders/client-order-id.ts'

const secret = new Uint8Array(32).fill(7)

test('a client order id fits every venue, follows from the order, and differs with the secret', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      const id = clientOrderId(secret, one)
      expect(id).toMatch(/^[A-Z2-7]{32}$/)
      expect(clientOrderId(secret, one)).toBe(id)
      expect(clientOrderId(new Uint8Array(32).fill(8), one)).not.toBe(id)
      if (other !== one) expect(clientOrderId(secret, other)).not.toBe(id)
    }),
  )
})

test('it is the base32 of the HMAC', () => {
  // Computed with Python's hmac and base64.b32encode.
  expect(clientOrderId(secret, 'x')).toBe('XSEQZUHD3XWXC5H552HP3Z5XSDJMPKIU')
})
