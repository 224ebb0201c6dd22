import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { type BookWork, createBookWork, type Oddity } from '../../../src/trading/orders/book-work.ts'
import { makeOrder } from '../../../src/trading/orders/make-order.ts'
import type { Order } from '../../../src/trading/orders/order.ts'
import type { PlannedOrder } from '../../../src/trading/orders/planned-order.ts'
import { endCancelled } from '../../../src/trading/settling/end-order.ts'
import { takeFill } from '../../../src/trading/settling/take-fill.ts'
import type { Execution } from '../../../src/trading/venue-ports.ts'
import { BTC } from '../../fakes/fake-trading-market.ts'
import { planned } from '../orders/order-bench.ts'
import { someBook } from '../some-book.ts'

const d = decimal
const NO_FEE = { fee: d('0'), feeAsset: 'USDT' }

interface Worked {
  readonly work: BookWork
  readonly oddities: Oddity[]
  open(about?: Partial<PlannedOrder>): Order
  fill(order: Order, about: Partial<Execution> & Pick<Execution, 'tradeId'>, feeWorth?: ReturnType<typeof d>): Order | undefined
  owned(asset: string): readonly [string, string]
}

function worked(balances?: Parameters<typeof someBook>[0]): Worked {
  const oddities: Oddity[] = []
  let count = 0
  const parts = { clock: { now: () => 0 }, secret: new Uint8Array(32), feeRate: d('0.001') }
  const work = createBookWork(someBook(balances), {
    ...parts,
    ids: { id: () => `id ${++count}` },
    notice: (oddity) => oddities.push(oddity),
  })
  return {
    work,
    oddities,
    open(about) {
      const { id } = makeOrder(work, { planned: planned(about), group: undefined, intentId: undefined, at: 0 }, parts)
      work.happen(id, 'send')
      return work.happen(id, 'acknowledge') ?? expect.unreachable()
    },
    fill(order, about, feeWorth) {
      const { clientOrderId } = order
      const execution = { clientOrderId, price: d('100'), quantity: d('1'), maker: true, at: 5, ...NO_FEE, ...about }
      return takeFill(work, { order, execution, market: BTC, feeWorth })
    },
    owned(asset) {
      const { available, reserved } = work.book().balances.get(asset) ?? { available: d('0'), reserved: d('0') }
      return [available.toFixed(), reserved.toFixed()]
    },
  }
}

test('a fill that is told twice counts once', () => {
  const { open, fill, work, oddities } = worked()
  const order = open()
  fill(order, { tradeId: 'a', quantity: d('0.4') })
  expect(fill(order, { tradeId: 'a', quantity: d('0.4') })).toBeUndefined()
  expect(work.order(order.id)).toMatchObject({ state: 'partial', filled: d('0.4') })
  expect(oddities.map(({ kind }) => kind)).toEqual(['told-twice'])
})

test('more than was ordered is not booked', () => {
  const { open, fill, oddities, owned } = worked()
  const order = open()
  fill(order, { tradeId: 'a', quantity: d('0.9') })
  expect(fill(order, { tradeId: 'b', quantity: d('0.2') })).toBeUndefined()
  expect(oddities).toMatchObject([{ kind: 'overfill', detail: '1.1 of 1' }])
  expect(owned('BTC')).toEqual(['0.9', '0'])
})

test('what nobody can pay is not booked', () => {
  const { open, fill, oddities, owned } = worked({ USDT: ['101', '0'] })
  expect(fill(open(), { tradeId: 'a', price: d('102') })).toBeUndefined()
  expect(oddities.map(({ kind }) => kind)).toEqual(['unpaid-fill'])
  expect(owned('USDT')).toEqual(['0.9', '100.1'])
})

test('a fill that is dearer than what is held takes the rest from what is free', () => {
  const { open, fill, owned } = worked()
  fill(open(), { tradeId: 'a', price: d('100.2') })
  expect([owned('USDT'), owned('BTC')]).toEqual([
    ['9899.8', '0'],
    ['1', '0'],
  ])
})

test('a fill after the order was cancelled counts, and is noticed', () => {
  const { open, fill, work, oddities, owned } = worked()
  const order = open()
  endCancelled(work, order, { at: 1, note: undefined })
  expect(owned('USDT')).toEqual(['10000', '0'])
  expect(fill(order, { tradeId: 'a', quantity: d('0.4') })).toMatchObject({
    state: 'partial-cancelled',
    filled: d('0.4'),
    reserved: d('0'),
  })
  expect(fill(order, { tradeId: 'b', quantity: d('0.6') })).toMatchObject({ state: 'filled', reserved: d('0') })
  expect(oddities.map(({ kind }) => kind)).toEqual(['late-fill', 'late-fill'])
  expect([owned('USDT'), owned('BTC')]).toEqual([
    ['9900', '0'],
    ['1', '0'],
  ])
})

test('a fee in the quote currency, in the base currency, in a third one, and one that the venue pays', () => {
  const quote = worked()
  expect(quote.fill(quote.open(), { tradeId: 'a', fee: d('0.1') })).toMatchObject({ fees: d('0.1'), turnover: d('100') })
  expect(quote.work.opened()).toMatchObject([{ quantity: d('1'), cost: d('100'), entryFees: d('0.1') }])
  expect(quote.owned('USDT')).toEqual(['9899.9', '0'])

  const base = worked()
  expect(base.fill(base.open(), { tradeId: 'a', fee: d('0.001'), feeAsset: 'BTC' })).toMatchObject({ fees: d('0.1') })
  expect(base.work.opened()).toMatchObject([{ quantity: d('0.999'), cost: d('99.9'), entryFees: d('0.1') }])

  const third = worked({ USDT: ['10000', '0'], BNB: ['1', '0'] })
  expect(third.fill(third.open(), { tradeId: 'a', fee: d('0.002'), feeAsset: 'BNB' }, d('500'))).toMatchObject({ fees: d('1') })
  expect([third.owned('BNB'), third.owned('USDT')]).toEqual([
    ['0.998', '0'],
    ['9900', '0'],
  ])

  const unpaid = worked()
  expect(unpaid.fill(unpaid.open(), { tradeId: 'a', fee: d('0.002'), feeAsset: 'BNB' }, d('500'))).toMatchObject({
    state: 'filled',
    fees: d('0'),
  })
  expect(unpaid.oddities.map(({ kind }) => kind)).toEqual(['unpaid-fee'])

  const rebate = worked()
  expect(rebate.fill(rebate.open(), { tradeId: 'a', fee: d('-0.1') })).toMatchObject({ fees: d('-0.1') })
  expect(rebate.owned('USDT')).toEqual(['9900.1', '0'])
})

test('a sale from two entries splits cost and fees to the last digit, and its parts are one trade', () => {
  const { open, fill, work } = worked()
  fill(open(), { tradeId: 'a', fee: d('0.1') })
  fill(open({ quantity: d('2'), limit: d('130') }), { tradeId: 'b', quantity: d('2'), price: d('130'), fee: d('0.26') })
  const sale = open({ side: 'sell', reason: 'exit', reduceOnly: true, quantity: d('3') })
  fill(sale, { tradeId: 'c', quantity: d('1'), price: d('150'), fee: d('0.15') })
  const [part] = work.book().trades
  expect(part).toMatchObject({ quantity: d('1'), cost: d('120'), fees: d('0.27'), pnl: d('29.73') })
  fill(sale, { tradeId: 'd', quantity: d('2'), price: d('150'), fee: d('0.3') })
  expect(work.change()?.trades).toMatchObject([
    { id: part?.id, quantity: d('3'), cost: d('360'), proceeds: d('450'), fees: d('0.81'), pnl: d('89.19') },
  ])
  expect(work.change()?.positions).toMatchObject([{ quantity: d('0'), cost: d('0'), entryFees: d('0'), realised: d('89.19'), closedAt: 5 }])
})

test('an event that cannot happen changes nothing and is counted', () => {
  const { open, work, oddities } = worked()
  const order = open()
  expect(work.happen(order.id, 'send')).toBeUndefined()
  expect(work.order(order.id)).toEqual(order)
  expect(oddities).toEqual([{ kind: 'ignored-event', orderId: order.id, detail: 'send when open' }])
})

test('a sale beyond the position is refused, be it small or not there', () => {
  const { open, fill } = worked({ USDT: ['10000', '0'], BTC: ['5', '0'] })
  expect(() => open({ side: 'sell', reason: 'exit', reduceOnly: true })).toThrow('There is no position of 1 BTC to sell from.')
  fill(open(), { tradeId: 'a' })
  expect(() => open({ side: 'sell', reason: 'exit', reduceOnly: true, quantity: d('2') })).toThrow('There is no position of 2 BTC')
})
