import { expect, test } from 'vitest'
import { addressAt, addressesAt } from '../../../src/providers/exchanges/venue-address.ts'

const BASE = 'http://127.0.0.1:9302/'

test.each([
  ['https://api.binance.com/api/v3', 'http://127.0.0.1:9302/api.binance.com/api/v3'],
  ['https://api.{hostname}', 'http://127.0.0.1:9302/api.{hostname}'],
  ['wss://stream.binance.com:9443/ws', 'ws://127.0.0.1:9302/stream.binance.com:9443/ws'],
])('%s', (address, expected) => {
  expect(addressAt(BASE, address)).toBe(expected)
})

test('sockets are secure where the base is', () => {
  expect(addressAt('https://proxy.example/x', 'wss://ws.kraken.com/v2')).toBe('wss://proxy.example/x/ws.kraken.com/v2')
})

test('a tree of addresses keeps its shape', () => {
  expect(addressesAt(BASE, { public: 'https://a.b/c', ws: { public: 'wss://a.b/ws' }, version: 3, none: null })).toEqual({
    public: 'http://127.0.0.1:9302/a.b/c',
    ws: { public: 'ws://127.0.0.1:9302/a.b/ws' },
    version: 3,
    none: null,
  })
})
