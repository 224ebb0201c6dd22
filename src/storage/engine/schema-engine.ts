import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

/** What Node has and its types of this version leave out. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>
}

/** The bindings have room for one instance, so a process has one, made when it is first needed. */
let loading: Promise<void> | undefined

/** Prisma's own engine of migrations, compiled to WebAssembly: what its command line would download. Call `free` when done. */
export async function startSchemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<bindings.SchemaEngine> {
  loading ??= load()
  await loading
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
}

async function load(): Promise<void> {
  const require = createRequire(import.meta.url)
  const file = join(dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')), 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': importsOfEngine() })
  const glue: object = bindings
  if (!('__wbg_set_wasm' in glue) || typeof glue.__wbg_set_wasm !== 'function') throw new Error('The schema engine has another shape')
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

/** The engine limits its wait for a lock to ten seconds and never calls that off: its timers must not keep a process alive that is done. */
function importsOfEngine(): Readonly<Record<string, unknown>> {
  const imports: Record<string, unknown> = { ...bindings }
  for (const [name, start] of Object.entries(imports)) {
    if (!name.startsWith('__wbg_setTimeout_') || typeof start !== 'function') continue
    imports[name] = (...input: readonly unknown[]): unknown => {
      const timer: unknown = Reflect.apply(start, undefined, input)
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
      return timer
    }
  }
  return imports
}
