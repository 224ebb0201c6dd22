const QUIET_ROUNDS = 5

/** A store that can be waited for: `idle` resolves when nothing of it is at work and nobody asks for more. */
export function trackedStore<Store extends object>(store: Store): { readonly store: Store; readonly idle: () => Promise<void> } {
  let atWork = 0
  const proxy = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...values: readonly unknown[]): Promise<unknown> => {
        atWork++
        try {
          return await Reflect.apply(member, target, values)
        } finally {
          atWork--
        }
      }
    },
  })
  return {
    store: proxy,
    async idle() {
      for (let quiet = 0; quiet < QUIET_ROUNDS; quiet = atWork === 0 ? quiet + 1 : 0) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
