import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { FORMULA_FUNCTIONS } from '../src/analysis/formula/formula-functions.ts'
import { formulaTable } from '../src/analysis/formula/formula-table.ts'
import { commandTable } from '../src/chat/markdown-table.ts'
import { catalog } from '../src/commands/catalog.ts'

const root = join(import.meta.dirname, '..')
const LINES_MAX = 250
const FILES_IN_FOLDER_MAX = 32

const FEATURES = [
  'src/market',
  'src/accounts',
  'src/charts',
  'src/analysis',
  'src/notify',
  'src/matching',
  'src/trading',
  'src/risk',
  'src/signals',
  'src/strategies',
  'src/backtest',
]

/** The map of the program: a folder may import itself, the folders listed here, and packages that are at home in it. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/basics': [],
  'src/chat': ['src/basics'],
  'src/analysis': ['src/basics'],
  'src/market': ['src/basics', 'src/analysis'],
  'src/accounts': ['src/basics', 'src/analysis'],
  'src/charts': ['src/basics', 'src/analysis'],
  'src/notify': ['src/basics', 'src/chat'],
  'src/matching': ['src/basics'],
  'src/trading': ['src/basics', 'src/analysis', 'src/matching'],
  'src/risk': ['src/basics', 'src/analysis'],
  'src/signals': ['src/basics', 'src/analysis', 'src/matching'],
  'src/strategies': ['src/basics', 'src/analysis'],
  'src/backtest': ['src/basics', 'src/analysis', 'src/matching'],
  'src/commands': ['src/basics', 'src/chat', ...FEATURES],
  'src/providers': ['src/basics', ...FEATURES],
  'src/storage': ['src/basics', 'src/chat', 'src/jobs', ...FEATURES],
  'src/http': ['src/basics', 'src/chat', ...FEATURES],
  'src/jobs': ['src/basics', 'src/chat', ...FEATURES],
  'src/local': ['src/basics'],
  'src/config.ts': ['src/basics'],
  'src/log.ts': ['src/basics'],
  'bots/console': ['src/chat', 'src/basics'],
  'bots/telegram': ['src/chat', 'src/basics'],
  'bots/discord': ['src/chat', 'src/basics'],
}

/** These see of a feature only what it asks for. */
const ONLY_PORTS = ['src/providers', 'src/storage']

/** Packages that only these folders may know. */
const HOMES: Record<string, readonly string[]> = {
  ccxt: ['src/providers'],
  cockatiel: ['src/market'],
  'lru-cache': ['src/market'],
  '@prisma/client': ['src/storage'],
  '@prisma/adapter-pg': ['src/storage'],
  '@prisma/driver-adapter-utils': ['src/storage'],
  '@prisma/schema-engine-wasm': ['src/storage'],
  '@electric-sql/pglite': ['src/storage'],
  'pglite-prisma-adapter': ['src/storage'],
  pg: ['src/storage'],
  hono: ['src/http'],
  '@hono/node-server': ['src/http'],
  'prom-client': ['src/http'],
  'node-cron': ['src/jobs'],
  grammy: ['bots/telegram'],
  'discord.js': ['bots/discord'],
  pino: ['src/log.ts'],
  echarts: ['src/charts'],
  '@napi-rs/canvas': ['src/charts'],
  '@expo-google-fonts/inter': ['src/charts'],
  piscina: ['src/charts', 'src/backtest'],
  tsx: ['src/basics', 'src/storage'],
  'decimal.js': ['src/basics'],
  'fastest-levenshtein': ['src/basics'],
  zod: ['src/config.ts', 'src/chat', 'src/commands', 'src/accounts', 'src/trading', 'src/providers', 'src/storage', 'src/http'],
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('/generated/'))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const code = (file: string): string => read(file).replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

const files = [...filesIn('src'), ...filesIn('bots')]
/** These plug the rest together, so they may know all of it. */
const free = ['src/main.ts', ...filesIn('src/assembly')]
const folderOf = (file: string): string => {
  const [top = '', second = ''] = file.split('/')
  return `${top}/${second}`
}
const packageOf = (target: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target

/** Static and dynamic imports, `import.meta.resolve` and files named by `new URL('…', import.meta.url)`. */
function importsOf(file: string): string[] {
  const text = code(file)
  const found = [
    ...text.matchAll(/\bfrom\s+['"]([^'"]+)['"]/g),
    ...text.matchAll(/(?<!-)\bimport(?:\s+|\s*\(\s*)['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bimport\.meta\.resolve\(\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bcreateRequire\(import\.meta\.url\)(?:\.resolve)?\(\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bnew URL\(\s*['"](\.[^'"]+\.[jt]sx?)['"]/g),
  ]
  return found.map(([, target = '']) => target)
}

test('the map names every folder that there is', () => {
  expect([...new Set(files.filter((file) => !free.includes(file)).map(folderOf))].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted())
})

test.each(files.filter((file) => !free.includes(file)))('%s imports only what its folder may', (file) => {
  const home = folderOf(file)
  for (const target of importsOf(file)) {
    if (target.startsWith('node:')) continue
    if (target.startsWith('.')) {
      const imported = join(dirname(file), target)
      const folder = folderOf(imported)
      expect([home, ...(MAY_IMPORT[home] ?? [])], `${file} must not import ${target}`).toContain(folder)
      if (ONLY_PORTS.includes(home) && [...FEATURES, 'src/chat'].includes(folder))
        expect(basename(imported), `${file} may see ports only`).toMatch(/-ports\.ts$/)
      continue
    }
    expect(HOMES[packageOf(target)] ?? [], `${packageOf(target)} is not at home in ${file}`).toContain(home)
  }
})

test.each(files)('%s is short enough to read at one sitting', (file) => {
  expect(read(file).split('\n').length - 1).toBeLessThanOrEqual(LINES_MAX)
})

/** Files of commands have the names of the commands. */
test('files are named after one thing', () => {
  const names = files.filter((file) => !file.startsWith('src/commands/')).map((file) => basename(file))
  expect(names.filter((name) => /^(index|utils?|helpers?|types|common|misc)\.tsx?$/.test(name))).toEqual([])
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(name))).toEqual([])
  const twice = names.filter((name, at) => names.indexOf(name) !== at && !['bot.ts', 'render.ts'].includes(name))
  expect(twice).toEqual([])
})

test('no folder holds more than one can keep in mind', () => {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  expect([...counts].filter(([, count]) => count > FILES_IN_FOLDER_MAX)).toEqual([])
})

test('only main.ts reads the environment', () => {
  expect(files.filter((file) => file !== 'src/main.ts' && /\bprocess\.env\b/.test(code(file)))).toEqual([])
})

test('the clock and the random source have one home each', () => {
  const seams = ['src/basics/clock.ts', 'src/basics/rng.ts']
  const touched =
    /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\bsetTimeout\(|\bsetInterval\(|\bMath\.random\(|\brandomUUID\(|\brandomBytes\(|AbortSignal\.timeout\(/
  expect(files.filter((file) => !seams.includes(file) && touched.test(code(file)))).toEqual([])
})

test('nobody sends an order to an exchange, and one module to a venue', () => {
  expect(files.filter((file) => /\.create\w*Order\w*\(/.test(code(file)))).toEqual([])
  const placing = /\bvenue\b\s*[!?]?\.\s*place\b|\[\s*['"]place['"]\s*\]|\{[^{}=]*\bplace\b[^{}]*\}\s*=\s*[\w.()]*venue\b/i
  expect(files.filter((file) => placing.test(code(file)))).toEqual(['src/trading/settling/send-order.ts'])
})

test('every command is listed and has a test', () => {
  const defined = filesIn('src/commands').filter((file) => /= command\(\{/.test(code(file)))
  expect(defined.length).toBeGreaterThan(10)
  const listed = read('src/commands/catalog.ts')
  for (const file of defined) {
    const name = file.slice('src/commands/'.length, -'.ts'.length)
    expect(listed).toContain(`./${name}.ts'`)
    expect(existsSync(join(root, 'test/commands', `${name}.test.ts`)), `test/commands/${name}.test.ts`).toBe(true)
  }
})

test("README's tables are the catalogue's and the language's", () => {
  expect(read('README.md')).toContain(commandTable(catalog))
  expect(read('README.md')).toContain(formulaTable([...FORMULA_FUNCTIONS.values()]))
})

test('.env.example names every setting that is read, and no other', () => {
  const named = [...read('.env.example').matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name)
  const known = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name)
  expect(named.filter((name) => !name.startsWith('EXCHANGE_URL_')).toSorted()).toEqual(known.toSorted())
  for (const name of known) expect(read('README.md'), `README's settings table lacks ${name}`).toContain(`\`${name}\``)
})
