import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const faultsOf = (variables: Record<string, string>): string => {
  try {
    readConfig(variables)
    return ''
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }
}

test('starts with nothing set', () => {
  expect(readConfig({})).toEqual({
    production: false,
    logLevel: 'info',
    databaseUrl: undefined,
    dataDir: './data',
    http: { host: '127.0.0.1', port: 3000, metricsToken: undefined },
    market: {
      source: 'auto',
      exchanges: ['binance', 'kraken', 'coinbase', 'bybit', 'okx'],
      exchangeUrls: new Map(),
      dataDir: undefined,
      replayFrom: undefined,
      replaySpeed: 60,
      seed: '1',
    },
    telegram: undefined,
    discord: undefined,
    registration: 'open',
    secrets: [],
  })
})

test('tells everything that is wrong at once', () => {
  const faults = faultsOf({
    DATABASE_URL: 'mysql://me:hunter22@db/x',
    HTTP_PORT: 'eighty',
    MARKET_SOURCE: 'dreams',
    REPLAY_FROM: 'yesterday',
    REGISTRATION: 'perhaps',
    METRICS_TOKEN: 'short',
    EXCHANGE_URL_BINANCE: 'ftp://127.0.0.1',
  })
  expect(faults).toMatchInlineSnapshot(`
    "The settings are not right. See .env.example.
      DATABASE_URL: expected an address such as postgresql://user@host:5432/parley
      HTTP_PORT: expected a port from 0 to 65535
      METRICS_TOKEN: expected at least 16 characters
      MARKET_SOURCE: expected auto, live, replay or simulated
      REPLAY_FROM: expected a date such as 2021-05-19
      REGISTRATION: expected open, approval or closed
      EXCHANGE_URL_BINANCE: expected an address such as http://127.0.0.1:9302"
  `)
})

test('never prints a value', () => {
  const names = [
    'DATABASE_URL',
    'HTTP_PORT',
    'METRICS_TOKEN',
    'APP_SECRET',
    'MARKET_SOURCE',
    'EXCHANGE_URL_KRAKEN',
    'REPLAY_FROM',
    'NODE_ENV',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.stringMatching(/^[G-Zg-z]{12,30}!$/), (name, value) => {
      expect(faultsOf({ [name]: value })).not.toContain(value)
    }),
  )
})

test('production wants a server and a secret, or says what to accept', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toMatch(/DATABASE_URL: [\s\S]*APP_SECRET: /)
  const secret = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')
  expect(faultsOf({ NODE_ENV: 'production', EMBEDDED_IN_PRODUCTION: 'accept', APP_SECRET: secret })).toBe('')
  expect(faultsOf({ APP_SECRET: Buffer.alloc(32).toString('base64') })).toContain('APP_SECRET')
  expect(faultsOf({ APP_SECRET_FILE: import.meta.filename })).toContain('APP_SECRET_FILE')
  expect(faultsOf({ APP_SECRET_FILE: 'no-such-file' })).toContain('APP_SECRET_FILE')
})

test('replay wants a folder', () => {
  expect(faultsOf({ MARKET_SOURCE: 'replay' })).toContain('MARKET_DATA_DIR')
})

test('a port is a whole number', () => {
  expect(faultsOf({ HTTP_PORT: '3000.5' })).toContain('HTTP_PORT')
})

test('an empty variable counts as one that is not set', () => {
  expect(readConfig({ DATABASE_URL: '', HTTP_PORT: '', EXCHANGE_URL_OKX: '' })).toEqual(readConfig({}))
})

test('knows what must never be written down', () => {
  const { secrets } = readConfig({ DATABASE_URL: 'postgres://parley:p%40ssword@db/parley', METRICS_TOKEN: 'a-long-enough-token' })
  expect(secrets).toEqual(['a-long-enough-token', 'p%40ssword', 'p@ssword'])
  expect(readConfig({ DATABASE_URL: 'postgres://db/parley?password=p%40ssword' }).secrets).toEqual(['p@ssword'])
})

test('a bot has a token, and what goes with it', () => {
  const secret = 'a'.repeat(32)
  const { telegram, discord } = readConfig({
    TELEGRAM_BOT_TOKEN: '1:a',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9100/',
    TELEGRAM_WEBHOOK_URL: 'https://desk.example.com/telegram/webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
    DISCORD_BOT_TOKEN: 'b',
    DISCORD_API_ROOT: 'http://127.0.0.1:9200/api/',
  })
  expect(telegram).toEqual({
    token: '1:a',
    apiRoot: 'http://127.0.0.1:9100',
    webhook: { url: 'https://desk.example.com/telegram/webhook', secret },
  })
  expect(discord).toEqual({ token: 'b', apiRoot: 'http://127.0.0.1:9200/api', guildId: undefined })
  expect(readConfig({ TELEGRAM_API_ROOT: 'http://127.0.0.1:9100' }).telegram).toBeUndefined()
  expect(faultsOf({ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://desk.example.com/x' })).toContain('TELEGRAM_WEBHOOK_SECRET')
  expect(faultsOf({ TELEGRAM_WEBHOOK_SECRET: 'short' })).toContain('TELEGRAM_WEBHOOK_SECRET')
  expect(faultsOf({ DISCORD_API_ROOT: 'http://127.0.0.1:9200/v10', DISCORD_GUILD_ID: 'x' })).toMatch(
    /DISCORD_API_ROOT[\s\S]*DISCORD_GUILD_ID/,
  )
})
