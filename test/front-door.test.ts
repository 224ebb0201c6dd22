import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonAnswer } from '../src/chat/json-answer.ts'
import { launcher, openProgram, type Program } from './fixtures/program.ts'

/** The program as people start it, over its real sockets, killed with -9. */
const admin = process.env.TEST_DATABASE_URL ?? ''
let program: Program

beforeAll(async () => {
  program = await openProgram()
  writeCandles(join(program.folder, 'binance_BTC_USDT_1h.csv'), 40_000)
  writeCandles(join(program.folder, 'binance_ETH_USDT_1h.csv'), 2500)
})
afterAll(() => program.close())

/** Two hundred hours from the beginning of 2024, the price rising by one each hour. */
function writeCandles(file: string, price: number): void {
  const rows = Array.from({ length: 200 }, (_, hour) => {
    const open = price + hour
    return `${Date.UTC(2024, 0, 1, hour)},${open},${open + 3},${open - 2},${open + 1},10`
  })
  writeFileSync(file, `timestamp_ms,open,high,low,close,volume\n${rows.join('\n')}\n`)
}

function environment(variables: Record<string, string> = {}): NodeJS.ProcessEnv {
  return program.environment({ MARKET_SOURCE: 'replay', MARKET_DATA_DIR: program.folder, ...variables })
}

function run(words: readonly string[], variables: NodeJS.ProcessEnv) {
  return program.run(words, variables)
}

function sayJson(lines: readonly string[], variables: NodeJS.ProcessEnv): JsonAnswer[] {
  const { stdout, stderr } = run(['say', '--json', ...lines], variables)
  expect(stderr).toBe('')
  return JSON.parse(stdout) as JsonAnswer[]
}

test('settings and watchlist survive kill -9', { timeout: 120_000 }, async () => {
  const variables = environment()
  const first = await program.start(variables)
  const health = await fetch(`http://127.0.0.1:${first.port}/health`)
  expect(await health.json()).toMatchObject({ status: 'ok' })

  const [set, added] = sayJson(['/settings set zone Europe/Berlin', '/watchlist add btc'], variables)
  expect(set?.refusal).toBeUndefined()
  expect(added?.refusal).toBeUndefined()
  expect(await (await fetch(`http://127.0.0.1:${first.port}/ready`)).json()).toMatchObject({
    ready: true,
    database: 'ok',
    market: { source: 'replay' },
  })

  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const alone = sayJson(['/settings', '/watchlist'], variables)
  expect(JSON.stringify(alone[0])).toContain('Europe/Berlin')
  expect(JSON.stringify(alone[1])).toContain('BTC')

  const again = await program.start(variables)
  expect(JSON.stringify(sayJson(['/settings'], variables))).toContain('Europe/Berlin')
  again.child.kill('SIGTERM')
  expect(await once(again.child, 'exit')).toEqual([0, null])
})

test.skipIf(admin !== '')('scripts talk to the desk that runs, and a second desk is refused', { timeout: 120_000 }, async () => {
  const variables = environment()
  const { child, port } = await program.start(variables)
  sayJson(['/watchlist add eth'], variables)
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('command="watchlist add"')
  const second = run(['start'], variables)
  expect(second.status).toBe(3)
  expect(second.stderr).toContain('Another Parley is already running')
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.skipIf(admin === '')('two desks work on one server', { timeout: 120_000 }, async () => {
  const desks = await Promise.all([program.start(environment()), program.start(environment({ DATA_DIR: join(program.folder, 'second') }))])
  for (const { child } of desks) {
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  }
})

test('the same words at the same time print the same JSON, and the picture is there', { timeout: 120_000 }, () => {
  const variables = environment()
  const words = ['say', '--json', '--at', '2024-01-05T12:30:00Z', '/price btc eth', '/c btc 4h rsi', '/movers', '!1']
  const first = run(words, variables)
  expect(first.status).toBe(0)
  expect(run(words, variables).stdout).toBe(first.stdout)
  const [, chart] = JSON.parse(first.stdout) as JsonAnswer[]
  const picture = chart?.blocks.find(({ kind }) => kind === 'picture')
  const path = picture !== undefined && 'path' in picture ? picture.path : ''
  expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
  expect(run([...words.slice(0, 3), '2024-01-05T11:30:00Z', ...words.slice(4)], variables).stdout).not.toBe(first.stdout)
})

test('whoever speaks while the desk is starting is heard', { timeout: 120_000 }, async () => {
  const variables = environment()
  const child = spawn(process.execPath, [launcher, 'start'], { cwd: program.folder, env: variables, stdio: 'ignore' })
  program.watch(child)
  const said = ['/version', '/start'].map((line) =>
    spawn(process.execPath, [launcher, 'say', line], { cwd: program.folder, env: variables, stdio: 'ignore' }),
  )
  expect(await Promise.all(said.map(async (each) => (await once(each, 'exit'))[0]))).toEqual([0, 0])
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
})

test('exit codes tell refusals and failures apart', { timeout: 120_000 }, () => {
  const variables = environment()
  expect(run(['say', '/version'], variables).status).toBe(0)
  const refused = run(['say', '/prize btc'], variables)
  expect(refused.status).toBe(1)
  expect(refused.stdout).toContain('/price')
  expect(run(['say'], variables).stderr).toContain('Say at least one line.')
  const wrong = run(['say', '/version'], { ...variables, HTTP_PORT: 'eighty', REGISTRATION: 'perhaps' })
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toMatch(/HTTP_PORT: [\s\S]*REGISTRATION: /)
  expect(run(['say', '/version'], { ...variables, MARKET_DATA_DIR: join(program.folder, 'none'), MARKET_SOURCE: 'replay' }).status).toBe(1)
  const inTheWay = run(['say', '/version'], { ...variables, DATA_DIR: join(program.folder, 'binance_ETH_USDT_1h.csv') })
  expect(inTheWay.status).toBe(2)
  expect(inTheWay.stderr).toMatch(/^The folder .* cannot be written to\.\n.*\n$/)
})

test('imports a file of candles', { timeout: 120_000 }, () => {
  const variables = environment()
  const file = join(program.folder, 'binance_BTC_USDT_1h.csv')
  const imported = run(['import', file, '--market', 'btc/usdt', '--timeframe', '1h'], variables)
  expect(imported.stderr).toBe('')
  expect(imported.stdout).toContain('Read 200 rows and kept 200 candles, from 2024-01-01 00:00 UTC to 2024-01-09 08:00 UTC.')
  expect(run(['import', join(program.folder, 'nothing.csv'), '--market', 'BTC/USDT', '--timeframe', '1h'], variables).stderr).toContain(
    'There is no file',
  )
  expect(JSON.stringify(sayJson(['/info btc'], variables))).toContain('200')
})

const terminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? ''

test.skipIf(!terminal.includes('util-linux'))('talks on a terminal, and keeps the log out of it', { timeout: 120_000 }, async () => {
  const variables = environment({ TERM: 'xterm', NO_COLOR: '1' })
  const child = spawn('script', ['-qefc', `'${process.execPath}' '${launcher}' start`, '/dev/null'], {
    cwd: program.folder,
    env: variables,
  })
  program.watch(child)
  let heard = ''
  const until = async (words: string): Promise<void> => {
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      heard += String(chunk)
      if (heard.includes(words)) return
    }
    throw new Error(`It never said "${words}":\n${heard}`)
  }
  await until('a trading desk you talk to')
  await until('Prices are a replay')
  child.stdin.write('/price btc\r')
  await until('BTC/USDT 40,')
  child.stdin.write('/quit\r')
  await until('Good bye.')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(heard).not.toContain('"level"')
  expect(existsSync(join(program.folder, 'data', 'parley.log'))).toBe(true)
})
