/** What comes in the order of its time and waits until it counts. */
export interface TimeQueue<Item> {
  push(at: number, item: Item): void
  /** Takes out the first, if its time is this or sooner. */
  takeUntil(at: number): { readonly at: number; readonly item: Item } | undefined
}

/** Taken places are given back once they are many, so that a queue which is emptied now and then stays small. */
const TAKEN_MAX = 1024

export function createTimeQueue<Item>(): TimeQueue<Item> {
  const waiting: { readonly at: number; readonly item: Item }[] = []
  let first = 0
  return {
    push: (at, item) => void waiting.push({ at, item }),
    takeUntil(at) {
      const head = waiting[first]
      if (head === undefined || head.at > at) return undefined
      first++
      if (first > TAKEN_MAX || first === waiting.length) {
        waiting.splice(0, first)
        first = 0
      }
      return head
    },
  }
}
