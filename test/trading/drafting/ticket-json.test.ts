import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/basics/money.ts'
import { readTickets, ticketsJson } from '../../../src/trading/drafting/ticket-json.ts'
import type { Level, Size, Ticket } from '../../../src/trading/trading.ts'

/** With as many digits as a quotient may have. */
const number = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 36n }), fc.bigInt({ min: 1n, max: 10n ** 18n }))
  .map(([above, below]) => new Decimal(String(above)).div(String(below)))
const level: fc.Arbitrary<Level> = fc.oneof(fc.record({ price: number }), fc.record({ away: number }))
const size: fc.Arbitrary<Size> = fc.oneof(
  fc.record({ kind: fc.constantFrom('base' as const, 'money' as const), amount: number }),
  fc.record({ kind: fc.constantFrom('share' as const, 'risk' as const), share: number }),
  fc.constant({ kind: 'max' } as const),
)
const span = fc.integer({ min: 1 })
const target = fc.record({ level, share: number }, { requiredKeys: ['level'] })
const ticket: fc.Arbitrary<Ticket> = fc.record(
  {
    side: fc.constantFrom('buy' as const, 'sell' as const),
    marketId: fc.string(),
    size,
    at: fc.record({ from: level, to: level, count: fc.integer() }, { requiredKeys: ['from'] }),
    trigger: level,
    grid: fc.boolean(),
    stop: fc.oneof(level, fc.constant('none' as const)),
    targets: fc.oneof(fc.array(target), fc.constant('none' as const)),
    trail: number,
    breakEven: number,
    keepMs: span,
    restMs: span,
    postOnly: fc.boolean(),
    reduceOnly: fc.boolean(),
    tag: fc.string(),
    owner: fc.string(),
  },
  { requiredKeys: ['side', 'marketId', 'size', 'targets'] },
)

test('a ticket goes through JSON and comes back with every digit', () => {
  fc.assert(
    fc.property(ticket, ticket, (said, pinned) => {
      const back = readTickets(JSON.parse(JSON.stringify(ticketsJson({ said, pinned }))))
      expect(back).toEqual({ said, pinned })
    }),
  )
})

test.each([
  ['no tickets', {}],
  ['a float', { said: { side: 'buy', marketId: 'm', size: { kind: 'base', amount: 0.1 }, targets: [] } }],
  ['a number that is none', { said: { side: 'buy', marketId: 'm', size: { kind: 'base', amount: 'NaN' }, targets: [] } }],
])('%s is not read', (_what, json) => expect(() => readTickets({ pinned: json, ...json })).toThrow())
