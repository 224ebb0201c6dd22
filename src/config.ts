import { readFileSync } from 'node:fs'
import { z } from 'zod'

const PORT_MAX = 65_535
const TOKEN_CHARS_MAX = 300
const PORT = `expected a port from 0 to ${PORT_MAX}`
const SECRET_BYTES = 32
const BASE64 = /^[\w+/-]{1,1000}={0,2}$/
/** Shorter values would be taken out of ordinary words. */
const SECRET_LENGTH_LEAST = 6
const EXCHANGE_URL = /^EXCHANGE_URL_([A-Z0-9]+)$/
/** Always UTC, so that a start is the same on every machine. */
const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/
const EXCHANGE_IDS = /^[a-z0-9]+(?:,[a-z0-9]+)*$/

/** An empty variable counts as one that is not set, as in compose files. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
const withDefault = <Schema extends z.ZodType<unknown, string>>(schema: Schema, fallback: string) =>
  z.preprocess((value) => (value === '' || value === undefined ? fallback : value), schema)

const number = (expected: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected)

const webAddress = z.string().refine((value) => /^https?:$/.test(protocolOf(value)), 'expected an address such as http://127.0.0.1:9302')
const flag = (word: string) => optional(z.literal(word, `expected "${word}" or nothing`))

const Environment = z.object({
  NODE_ENV: withDefault(z.enum(['development', 'test', 'production'], 'expected development, test or production'), 'development'),
  LOG_LEVEL: withDefault(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'expected fatal, error, warn, info, debug, trace or silent'),
    'info',
  ),
  DATABASE_URL: optional(
    z
      .string()
      .refine((value) => /^postgres(ql)?:$/.test(protocolOf(value)), 'expected an address such as postgresql://user@host:5432/parley'),
  ),
  EMBEDDED_IN_PRODUCTION: flag('accept'),
  DATA_DIR: withDefault(z.string().max(1000, 'expected a folder'), './data'),
  APP_SECRET: optional(
    z.string().refine(isStrongSecret, `expected ${SECRET_BYTES} random bytes in base64; make some with: openssl rand -base64 32`),
  ),
  APP_SECRET_FILE: optional(
    z.string().refine(holdsSecret, `expected a file that can be read and holds ${SECRET_BYTES} random bytes in base64`),
  ),
  TELEGRAM_BOT_TOKEN: optional(z.string().min(1).max(TOKEN_CHARS_MAX)),
  TELEGRAM_API_ROOT: optional(webAddress),
  TELEGRAM_WEBHOOK_URL: optional(webAddress),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z.string().regex(/^[A-Za-z0-9_-]{32,256}$/, 'expected 32 to 256 letters, digits, _ and -; make one with: openssl rand -hex 32'),
  ),
  DISCORD_BOT_TOKEN: optional(z.string().min(1).max(TOKEN_CHARS_MAX)),
  DISCORD_API_ROOT: optional(
    webAddress.refine(
      (value) => withoutSlash(value).endsWith('/api'),
      'expected an address that ends in /api, such as http://127.0.0.1:9200/api',
    ),
  ),
  DISCORD_GUILD_ID: optional(z.string().regex(/^\d{5,25}$/, 'expected the id of a server, such as 81384788765712384')),
  HTTP_HOST: withDefault(z.string().min(1), '127.0.0.1'),
  HTTP_PORT: withDefault(number(PORT, 0, PORT_MAX).refine(Number.isInteger, PORT), '3000'),
  METRICS_TOKEN: optional(z.string().min(16, 'expected at least 16 characters')),
  MARKET_SOURCE: withDefault(z.enum(['auto', 'live', 'replay', 'simulated'], 'expected auto, live, replay or simulated'), 'auto'),
  MARKET_EXCHANGES: withDefault(
    z.string().regex(EXCHANGE_IDS, 'expected names with commas between them, such as binance,kraken'),
    'binance,kraken,coinbase,bybit,okx',
  ),
  MARKET_DATA_DIR: optional(z.string()),
  REPLAY_FROM: optional(
    z.string().refine((value) => ISO_MOMENT.test(value) && !Number.isNaN(Date.parse(value)), 'expected a date such as 2021-05-19'),
  ),
  REPLAY_SPEED: withDefault(number('expected market seconds per second, from 0 to 100000', 0, 100_000), '60'),
  SIMULATION_SEED: withDefault(z.string().min(1).max(100), '1'),
  REGISTRATION: withDefault(z.enum(['open', 'approval', 'closed'], 'expected open, approval or closed'), 'open'),
})

export interface Config {
  readonly production: boolean
  readonly logLevel: string
  /** The address of a PostgreSQL server; undefined means the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly http: { readonly host: string; readonly port: number; readonly metricsToken: string | undefined }
  readonly market: {
    readonly source: 'auto' | 'live' | 'replay' | 'simulated'
    /** In order of preference. */
    readonly exchanges: readonly string[]
    /** Another base address for an exchange, by its id. */
    readonly exchangeUrls: ReadonlyMap<string, string>
    readonly dataDir: string | undefined
    /** Market time in milliseconds. */
    readonly replayFrom: number | undefined
    readonly replaySpeed: number
    readonly seed: string
  }
  /** Undefined without a token, like `discord`. */
  readonly telegram: TelegramConfig | undefined
  readonly discord: DiscordConfig | undefined
  readonly registration: 'open' | 'approval' | 'closed'
  /** At least 32 random bytes in base64; undefined where the desk makes its own. */
  readonly appSecret: string | undefined
  /** Every value that must never be written down anywhere. */
  readonly secrets: readonly string[]
}

interface TelegramConfig {
  readonly token: string
  readonly apiRoot: string | undefined
  /** Where Telegram brings updates to; without it they are fetched. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
}

interface DiscordConfig {
  readonly token: string
  readonly apiRoot: string | undefined
  readonly guildId: string | undefined
}

type Variables = Readonly<Record<string, string | undefined>>
type Read = z.output<typeof Environment>

/** The environment is not right; the message names every fault and no value, since a value may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment once, at the start. Throws a `ConfigError` that lists all that is wrong. */
export function readConfig(variables: Variables): Config {
  const read = Environment.safeParse(variables)
  const addresses = exchangeUrls(variables)
  const faults = [
    ...(read.success ? rulesBroken(read.data) : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    ...addresses.faults,
  ]
  if (!read.success || faults.length > 0)
    throw new ConfigError(`The settings are not right. See .env.example.\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  return toConfig(read.data, addresses.urls, secretsAmong(variables))
}

function toConfig(read: Read, urls: ReadonlyMap<string, string>, secrets: readonly string[]): Config {
  return {
    production: read.NODE_ENV === 'production',
    logLevel: read.LOG_LEVEL,
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    http: { host: read.HTTP_HOST, port: read.HTTP_PORT, metricsToken: read.METRICS_TOKEN },
    market: {
      source: read.MARKET_SOURCE,
      exchanges: [...new Set(read.MARKET_EXCHANGES.split(','))],
      exchangeUrls: urls,
      dataDir: read.MARKET_DATA_DIR,
      replayFrom: read.REPLAY_FROM === undefined ? undefined : Date.parse(read.REPLAY_FROM),
      replaySpeed: read.REPLAY_SPEED,
      seed: read.SIMULATION_SEED,
    },
    telegram: telegramOf(read),
    discord: discordOf(read),
    registration: read.REGISTRATION,
    appSecret: read.APP_SECRET ?? (read.APP_SECRET_FILE && readFileSync(read.APP_SECRET_FILE, 'utf8').trim()),
    secrets,
  }
}

function telegramOf({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret }: Read) {
  if (token === undefined) return undefined
  const webhook = url === undefined || secret === undefined ? undefined : { url, secret }
  return { token, apiRoot: TELEGRAM_API_ROOT && withoutSlash(TELEGRAM_API_ROOT), webhook }
}

function discordOf({ DISCORD_BOT_TOKEN: token, DISCORD_API_ROOT, DISCORD_GUILD_ID: guildId }: Read) {
  return token === undefined ? undefined : { token, apiRoot: DISCORD_API_ROOT && withoutSlash(DISCORD_API_ROOT), guildId }
}

/** What no single variable can tell. */
function rulesBroken(read: Read): string[] {
  const production = read.NODE_ENV === 'production'
  return [
    ...(production && read.DATABASE_URL === undefined && read.EMBEDDED_IN_PRODUCTION === undefined
      ? ['DATABASE_URL: production needs a PostgreSQL server; EMBEDDED_IN_PRODUCTION=accept takes the embedded database all the same']
      : []),
    ...(production && read.APP_SECRET === undefined && read.APP_SECRET_FILE === undefined
      ? ['APP_SECRET: production needs it, or APP_SECRET_FILE; make one with: openssl rand -base64 32']
      : []),
    ...(read.TELEGRAM_WEBHOOK_URL !== undefined && read.TELEGRAM_WEBHOOK_SECRET === undefined
      ? ['TELEGRAM_WEBHOOK_SECRET: a webhook needs it, since nothing else proves that Telegram calls; make one with: openssl rand -hex 32']
      : []),
    ...(read.MARKET_SOURCE === 'replay' && read.MARKET_DATA_DIR === undefined
      ? ['MARKET_DATA_DIR: MARKET_SOURCE=replay needs a folder of candle files, such as binance_BTC_USDT_1h.csv']
      : []),
  ]
}

function exchangeUrls(variables: Variables): { readonly urls: ReadonlyMap<string, string>; readonly faults: readonly string[] } {
  const urls = new Map<string, string>()
  const faults: string[] = []
  for (const [name, value] of Object.entries(variables)) {
    const [, id] = EXCHANGE_URL.exec(name) ?? []
    if (id === undefined || value === undefined || value === '') continue
    const read = webAddress.safeParse(value)
    if (read.success) urls.set(id.toLowerCase(), withoutSlash(value))
    else faults.push(`${name}: ${read.error.issues[0]?.message ?? 'expected an address'}`)
  }
  return { urls, faults }
}

function secretsAmong(variables: Variables): readonly string[] {
  const named = Object.entries(variables).filter(([name]) => /TOKEN|SECRET|PASSWORD|API_KEY|_DSN/.test(name) && !name.endsWith('_FILE'))
  const { password, searchParams } = new URL(URL.canParse(variables.DATABASE_URL ?? '') ? (variables.DATABASE_URL ?? '') : 'none:')
  return [...named.map(([, value]) => value ?? ''), password, decoded(password), searchParams.get('password') ?? ''].filter(
    (value) => value.length >= SECRET_LENGTH_LEAST,
  )
}

function holdsSecret(file: string): boolean {
  try {
    return isStrongSecret(readFileSync(file, 'utf8').trim())
  } catch {
    return false
  }
}

/** 32 bytes in base64 that are not one byte repeated. */
function isStrongSecret(value: string): boolean {
  const bytes = Buffer.from(value, 'base64')
  return BASE64.test(value) && bytes.length >= SECRET_BYTES && new Set(bytes).size >= SECRET_BYTES / 4
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '')
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : ''
}
