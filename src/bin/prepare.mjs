/**
 * Makes what git does not keep, when its sources changed: the database client, and the program as plain JavaScript.
 * Runs before anything else does, so it is plain JavaScript itself. `node src/bin/prepare.mjs client|build`
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const schema = join(root, 'prisma', 'schema.prisma')
const client = join(root, 'src', 'storage', 'generated')
const dist = join(root, 'dist')

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(client))
    .sort()
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

/** @param {string} file */
const stampIn = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** @param {string} name @param {string} bin */
function toolPath(name, bin) {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), bin)
  } catch {
    console.error(`The program has to be made anew from its sources, and "${name}" for that is not installed. Run: npm ci`)
    process.exit(1)
  }
}

/** @param {string} what @param {string[]} command @param {NodeJS.ProcessEnv} [environment] */
function run(what, command, environment = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, env: environment, encoding: 'utf8' })
  if (status === 0) return
  console.error(`${what} failed:\n${stdout}${stderr}`)
  process.exit(1)
}

/** Prisma's command wants an engine that it would download, and never calls it for this: any program will do. */
function makeClient() {
  const stamp = hashOf([schema, join(root, 'package-lock.json')])
  const stampFile = join(client, '.stamp')
  if (stampIn(stampFile) === stamp) return
  const prisma = toolPath('prisma', 'build/index.js')
  run('Making the database client', [prisma, 'generate'], {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  })
  writeFileSync(stampFile, stamp)
}

/** Built aside and moved into place, so that a program that starts meanwhile never sees half of it; of two builds at once, either will do. */
function build() {
  const sources = [...filesIn(join(root, 'src')), ...filesIn(join(root, 'bots')), schema]
  const stamp = hashOf([...sources, join(root, 'tsconfig.json'), join(root, 'tsconfig.build.json'), join(root, 'package-lock.json')])
  if (stampIn(join(dist, '.stamp')) === stamp) return
  makeClient()
  const aside = `${dist}-${process.pid}`
  run('Building', [toolPath('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', aside])
  mkdirSync(aside, { recursive: true })
  writeFileSync(join(aside, '.stamp'), stamp)
  try {
    rmSync(dist, { recursive: true, force: true })
    renameSync(aside, dist)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (stampIn(join(dist, '.stamp')) !== stamp) throw error
  }
}

if (process.argv[2] === 'client') makeClient()
else build()
