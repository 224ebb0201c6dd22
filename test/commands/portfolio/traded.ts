import { createSettings } from '../../../src/accounts/settings.ts'
import { createDeskTrading } from '../../../src/assembly/desk-trading.ts'
import { tradingMarket } from '../../../src/assembly/trading-market.ts'
import { Decimal, decimal } from '../../../src/basics/money.ts'
import type { Origin } from '../../../src/basics/origin.ts'
import { createRisk } from '../../../src/risk/risk-service.ts'
import type { useTestDesk } from '../../fixtures/desk.ts'

type TestDesk = ReturnType<ReturnType<typeof useTestDesk>>

let calls = 0

/** Trades for somebody at a test desk without words: the commands of trading are tested elsewhere. */
export async function tradesFor(desk: TestDesk, name: string) {
  await desk.say('/start', name)
  const user = await desk.database.accounts.find({ platform: 'console', subject: name })
  if (user === undefined) throw new Error(`${name} has no account`)
  const limits = createSettings({ store: desk.database.personalSettings, clock: desk.clock, reportUnreadable: () => {} })
  const { trading, portfolio } = createDeskTrading({
    database: desk.database,
    clock: desk.clock,
    ids: { id: () => crypto.randomUUID(), token: () => crypto.randomUUID() },
    secret: new Uint8Array(32),
    gate: createRisk({ limits, unlocks: desk.database.risk }),
    chosen: true,
    notice: () => {},
  }).servicesOn(tradingMarket(desk.market, { kind: 'main', source: desk.market.kind }))
  const origin = (): Origin => ({ userId: user.id, callId: `traded-${++calls}`, action: 'buy', platform: 'console' })
  return {
    userId: user.id,
    trading,
    portfolio,
    async buy(money: string, marketId = 'binance:BTC/USDT', tag?: string): Promise<void> {
      const call = origin()
      const size = { kind: 'money', amount: decimal(money) } as const
      await trading.draft(user.id, {
        id: call.callId,
        ticket: { side: 'buy', marketId, size, targets: [], ...(tag === undefined ? {} : { tag }) },
      })
      await trading.confirm(user.id, call)
    },
    async close(share = '1'): Promise<void> {
      await trading.close(user.id, { which: 'all', share: new Decimal(share) }, origin())
    },
  }
}
