import fc from 'fast-check'
import { expect, test } from 'vitest'
import { useTestDesk } from './fixtures/desk.ts'
import { trader } from './fixtures/trader.ts'

/** Each life is a dozen lines through the whole desk, so there are fewer than of properties that only count. */
const LIVES = Math.ceil(Number(process.env.PROPERTY_RUNS ?? 100) / 10)

const desk = useTestDesk()
const coin = fc.constantFrom('btc', 'eth', 'sol')
const money = fc.integer({ min: 6, max: 900 }).map((dollars) => `$${dollars}`)
const share = fc.integer({ min: 1, max: 100 }).map((percent) => `${percent}%`)
const away = fc.integer({ min: -8, max: 3 }).map((percent) => `@${percent < 0 ? '' : '+'}${percent}%`)
const exits = fc.constantFrom('', ' nostop', ' sl 1%', ' sl 3% tp 9%', ' trail 2%', ' for 2h')

const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(coin, money, exits).map(([name, size, plan]) => `/buy ${name} ${size}${plan}`) },
  { weight: 3, arbitrary: fc.tuple(coin, money, away).map(([name, size, price]) => `/buy ${name} ${size} ${price}`) },
  fc.tuple(coin, money).map(([name, size]) => `/buy ${name} ${size} @-1%..-4%:3`),
  fc.tuple(coin, money).map(([name, size]) => `/buy ${name} ${size} @-1% stop +1%`),
  { weight: 3, arbitrary: fc.tuple(coin, share).map(([name, size]) => `/sell ${name} ${size}`) },
  fc.tuple(coin, share).map(([name, size]) => `/sell ${name} ${size} @+2%`),
  fc.tuple(coin, share).map(([name, size]) => `/close ${size} ${name}`),
  fc.tuple(coin, away).map(([name, price]) => `/modify ${name} ${price}`),
  fc.constantFrom('/close all', '/cancel all', '/panic', '/resume', '/pause', '/repeat', '/modify btc sl 1%', '/buy eth/btc 0.02'),
)

/** What an account comes to by its orders, and what its ledger says, to the last digit; and what stands against the rules of the ledger. */
async function audited(userId: string) {
  const { run } = desk().database.driver
  const ours = `book_id = (SELECT id FROM books WHERE closed_at IS NULL AND user_id = (SELECT user_id FROM identities WHERE subject = $1))`
  const [cash] = await run(
    `SELECT (10000 + coalesce(sum(CASE side WHEN 'sell' THEN turnover ELSE -turnover END - fees), 0))::numeric(38, 18)::text AS orders,
       (SELECT sum(balance)::numeric(38, 18)::text FROM ledger_accounts WHERE ${ours} AND asset = 'USDT' AND kind IN ('available', 'reserved', 'dust')) AS ledger
     FROM orders WHERE ${ours} AND quote = 'USDT'`,
    [userId],
  )
  const unbalanced = await run(`SELECT asset FROM ledger_legs WHERE ${ours} GROUP BY asset HAVING sum(amount) <> 0`, [userId])
  const unfolded = await run(
    `SELECT asset, kind FROM ledger_accounts AS account WHERE ${ours} AND balance <> (SELECT coalesce(sum(amount), 0) FROM ledger_legs AS leg
     WHERE leg.book_id = account.book_id AND leg.asset = account.asset AND leg.kind = account.kind)`,
    [userId],
  )
  const unheld = await run(
    `SELECT asset FROM ledger_accounts AS account WHERE ${ours} AND kind = 'reserved' AND balance <> (SELECT coalesce(sum(reserved), 0) FROM orders
     WHERE orders.book_id = account.book_id AND account.asset = CASE side WHEN 'buy' THEN quote ELSE base END)`,
    [userId],
  )
  return { cash, faults: [...unbalanced, ...unfolded, ...unheld] }
}

test('at a price that stands still nothing that anybody says makes him richer, and a round trip costs its spread and its fees', async () => {
  let lives = 0
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 4, maxLength: 12 }), async (lines) => {
      const who = `life ${++lives}`
      const { say, read } = trader(desk, who)
      const worth = async () => Number(/[\d,.]+/.exec((await say('/balance')).title)?.[0].replaceAll(',', ''))
      let before = await worth()
      expect(before).toBe(10_000)
      for (const said of lines) {
        const answer = await say(said)
        if (answer.buttons.some(({ label }) => label === 'Confirm')) await desk().press('Confirm', answer, who)
        const after = await worth()
        expect(after, said).toBeLessThanOrEqual(before)
        before = after
      }
      await say('/panic')
      expect(await read('/positions')).toContain('no open positions')
      const { cash, faults } = await audited(who)
      expect(faults).toEqual([])
      expect(cash?.ledger).toBe(cash?.orders)
    }),
    { numRuns: LIVES },
  )
  expect(desk().failures).toEqual([])
})
