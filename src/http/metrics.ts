import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Numbers for Prometheus. Labels have few values: command names, codes, venues; never users or markets. */
export interface Metrics {
  readonly observeCall: (call: { command: string; platform: string; durationMs: number; code: string | undefined }) => void
  readonly observeRequest: (request: { route: string; method: string; status: number; durationMs: number }) => void
  /** Counts what happens at an exchange, such as "rate-limited" or "fail-over". */
  readonly observeVenue: (event: { venue: string; kind: string }) => void
  /** Counts attempts to send what nobody asked for, by what became of them. */
  readonly observeSending: (attempt: { platform: string; outcome: string }) => void
  readonly observeJob: (run: { job: string; durationMs: number; ok: boolean }) => void
  /** All of it in Prometheus' text format. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** `priceAgeMs` is asked at each scrape: how old the newest price is, in market time. */
export function createMetrics({ version, priceAgeMs }: { version: string; priceAgeMs: () => number | undefined }): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const commands = new Histogram({
    name: 'parley_command_seconds',
    help: 'How long commands took',
    labelNames: ['command', 'platform', 'code'],
    buckets: SECONDS_BUCKETS,
    registers,
  })
  const requests = new Histogram({
    name: 'parley_http_seconds',
    help: 'How long HTTP requests took',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS_BUCKETS,
    registers,
  })
  const venues = new Counter({ name: 'parley_venue_events_total', help: 'What exchanges did', labelNames: ['venue', 'kind'], registers })
  const sendings = new Counter({
    name: 'parley_sendings_total',
    help: 'What became of messages that nobody asked for',
    labelNames: ['platform', 'outcome'],
    registers,
  })
  const jobs = new Histogram({
    name: 'parley_job_seconds',
    help: 'How long jobs took',
    labelNames: ['job', 'ok'],
    buckets: SECONDS_BUCKETS,
    registers,
  })
  new Gauge({ name: 'parley_info', help: 'The version that runs', labelNames: ['version'], registers }).set({ version }, 1)
  new Gauge({
    name: 'parley_price_age_seconds',
    help: 'Age of the newest price, in market time; -1 before the first',
    registers,
    collect() {
      const age = priceAgeMs()
      this.set(age === undefined ? -1 : age / 1000)
    },
  })

  return {
    observeCall: ({ command, platform, durationMs, code = 'ok' }) => commands.observe({ command, platform, code }, durationMs / 1000),
    observeRequest: ({ route, method, status, durationMs }) => requests.observe({ route, method, status }, durationMs / 1000),
    observeVenue: ({ venue, kind }) => venues.inc({ venue, kind }),
    observeSending: ({ platform, outcome }) => sendings.inc({ platform, outcome }),
    observeJob: ({ job, durationMs, ok }) => jobs.observe({ job, ok: String(ok) }, durationMs / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
