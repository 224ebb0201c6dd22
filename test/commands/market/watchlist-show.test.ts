import { expect, test } from 'vitest'
import { simulatedMarket } from '../../../src/market/simulated/simulated-market.ts'
import { fileIn, inCompany, openTestDesk, useTestDesk } from '../../fixtures/desk.ts'
import { HISTORY_NOW } from '../../fixtures/small-history.ts'
import { openTestDatabase } from '../../fixtures/test-database.ts'

const desk = useTestDesk()

test('is empty at first and says how to fill it', async () => {
  expect(await desk().read('/watchlist', 'newcomer')).toBe('Your watchlist\nIt is empty. Follow a market with /watchlist add BTC ETH.')
})

test('shows prices, each to its owner', async () => {
  await desk().say('/watchlist add btc eth/btc', 'ann')
  expect(await desk().read('/watchlist', 'ann')).toMatchInlineSnapshot(`
    "Your watchlist
    Market        Price    24 h
    BTC/USDT  46,587.93  +0.01%
    ETH/BTC    0.058013  +0.79%
    The oldest of these prices is 7 min old. Source: REPLAY at 2024-01-29 12:07 UTC."
  `)
  expect(await desk().read('/watchlist', 'bob')).toContain('It is empty.')
  expect(
    fileIn(await desk().say('/watchlist show csv', 'ann'))
      .trimEnd()
      .split('\r\n'),
  ).toHaveLength(3)
})

test('is nothing for company', async () => {
  expect((await desk().say('/watchlist', inCompany('ann'))).refusal?.code).toBe('not-here')
})

test('said alone it takes csv too, and a slip is asked about', async () => {
  expect(fileIn(await desk().say('/watchlist csv'))).toContain('market,last,timestamp_ms')
  expect((await desk().say('/watchlist ad btc')).refusal?.hint).toContain('Did you mean /watchlist add?')
})

test('a market that is not there any more goes by its name, without a price', async () => {
  const database = await openTestDatabase()
  const before = await openTestDesk({ database })
  await before.say('/watchlist add eth')
  await before.close()
  const { source } = simulatedMarket({ seed: '1', clock: { now: () => HISTORY_NOW } })
  const after = await openTestDesk({ database, source })
  expect(await after.read('/watchlist')).toMatch(/^ETH\/USDT +no price$/m)
  await after.close()
  await database.close()
})
