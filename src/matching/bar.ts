/** The four prices of a stretch of time. A moment is a bar whose prices are all the same. */
export interface Bar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/**
 * The price at which something happens in a bar. At a 'level' it is the price that was waited for, which the caller may know more exactly;
 * at the 'open' the market had jumped over that.
 */
export interface Touch {
  readonly price: number
  readonly at: 'open' | 'level'
}
