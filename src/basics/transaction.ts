declare const handle: unique symbol

/** Hands one transaction from store to store: what each of them does with it happens together or not at all. It means nothing outside the storage, and nothing after its work. */
export interface Transaction {
  readonly [handle]: true
}

/** Where several stores can change together. */
export interface Transactions {
  /**
   * All of `work` or nothing: when it throws, nothing has happened. It may be run again from its beginning, at most five times, when another
   * transaction was in the way, so it changes nothing but through its handle. Inside it only what takes the handle may ask the database.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
}
