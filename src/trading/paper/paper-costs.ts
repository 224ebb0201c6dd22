import { Decimal } from '../../basics/money.ts'

/** What trading on paper costs. Everything is a share: 0.001 is 0.1 %. */
export interface PaperCosts {
  /** The fee of what rested before it was filled, and of what took from the book at once. */
  readonly maker: Decimal
  readonly taker: Decimal
  /** Fees are always in the quote currency, or in what the order brings. */
  readonly feeIn: 'quote' | 'received'
  /** Half the spread where bid and ask are not known. */
  readonly halfSpread: Decimal
  /** How far an order as large as an hour's volume moves the price; a smaller one moves it in proportion. */
  readonly impact: Decimal
  /** How much worse than the best price an order fills where the volume is not known. */
  readonly blindSlippage: Decimal
  /** How much of a bar's volume resting orders get at most. */
  readonly barShare: Decimal
}

export const PAPER_COSTS: PaperCosts = {
  maker: new Decimal('0.001'),
  taker: new Decimal('0.001'),
  feeIn: 'quote',
  halfSpread: new Decimal('0.0001'),
  impact: new Decimal('0.1'),
  blindSlippage: new Decimal('0.0005'),
  barShare: new Decimal('0.1'),
}
