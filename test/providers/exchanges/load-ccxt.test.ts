import { expect, test } from 'vitest'
import { loadExchangeClass } from '../../../src/providers/exchanges/load-ccxt.ts'

test('loads an exchange from its own file, with or without push', async () => {
  const Kraken = await loadExchangeClass('kraken')
  expect(new Kraken({})).toMatchObject({ id: 'kraken' })
  const Btcmarkets = await loadExchangeClass('btcmarkets')
  expect(new Btcmarkets({})).toMatchObject({ id: 'btcmarkets' })
})

test.each(['nowhere', '../base/Exchange', 'Exchange', ''])('refuses "%s", which is no exchange', async (id) => {
  await expect(loadExchangeClass(id)).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('kraken') })
})
