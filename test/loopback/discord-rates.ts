/** How fast Discord takes requests: https://discord.com/developers/docs/topics/rate-limits */

interface Rule {
  readonly method: RegExp
  /** What it captures is counted apart. */
  readonly path: RegExp
  readonly count: number
  readonly perMs: number
}

const GLOBAL = { count: 50, perMs: 1000 }
const RULES: readonly Rule[] = [
  { method: /^POST$/, path: /^\/channels\/(\d+)\/messages$/, count: 5, perMs: 5000 },
  { method: /^PATCH$/, path: /^\/channels\/(\d+)\/messages\/\d+$/, count: 5, perMs: 5000 },
  { method: /^POST$/, path: /^\/users\/@me\/(channels)$/, count: 10, perMs: 10_000 },
  { method: /./, path: /^\/webhooks\/\d+\/([^/]+)/, count: 5, perMs: 2000 },
]
/** Answers to interactions do not count among all requests. */
const APART = /^\/(?:interactions|webhooks)\//

/** What a request is told about its rate. `retryAfterMs` is there when it is one too many. */
export interface Rate {
  readonly headers: Readonly<Record<string, string>>
  readonly retryAfterMs?: number
  readonly everywhere?: boolean
}

interface Window {
  used: number
  readonly endsAt: number
}

/** Counts requests as Discord does: each bucket in windows that begin with their first request, all together in any second. */
export class DiscordRates {
  readonly #windows = new Map<string, Window>()
  #latest: number[] = []

  /** `path`: without the version. */
  take({ method, path }: { readonly method: string; readonly path: string }, now: number): Rate {
    const waitMs = APART.test(path) ? 0 : this.#takeOfAll(now)
    if (waitMs > 0)
      return { headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }, retryAfterMs: waitMs, everywhere: true }
    const at = RULES.findIndex((rule) => rule.method.test(method) && rule.path.test(path))
    const rule = RULES[at]
    return rule === undefined
      ? { headers: {} }
      : this.#takeOf(rule, { bucket: `${method}-${at}`, apart: rule.path.exec(path)?.[1] ?? '', now })
  }

  #takeOfAll(now: number): number {
    this.#latest = this.#latest.filter((at) => at > now - GLOBAL.perMs)
    const [oldest = now] = this.#latest
    if (this.#latest.length >= GLOBAL.count) return oldest + GLOBAL.perMs - now
    this.#latest.push(now)
    return 0
  }

  #takeOf({ count, perMs }: Rule, { bucket, apart, now }: { bucket: string; apart: string; now: number }): Rate {
    const key = `${bucket} ${apart}`
    const kept = this.#windows.get(key)
    const window = kept !== undefined && kept.endsAt > now ? kept : { used: 0, endsAt: now + perMs }
    this.#windows.set(key, window)
    const resetAfter = String((window.endsAt - now) / 1000)
    const isFree = window.used < count
    if (isFree) window.used++
    const headers = {
      'x-ratelimit-bucket': bucket,
      'x-ratelimit-limit': String(count),
      'x-ratelimit-remaining': String(count - window.used),
      'x-ratelimit-reset': String(window.endsAt / 1000),
      'x-ratelimit-reset-after': resetAfter,
    }
    return isFree ? { headers } : { headers: { ...headers, 'x-ratelimit-scope': 'user' }, retryAfterMs: window.endsAt - now }
  }
}
