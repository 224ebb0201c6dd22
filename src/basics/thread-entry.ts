/** Where a worker thread finds its code, and what Node must be told to run it. */
export interface ThreadEntry {
  readonly filename: string
  readonly execArgv: string[]
}

/**
 * The entry with this name beside the module that asks, which is TypeScript while developing and JavaScript once built.
 * Threads do not inherit the TypeScript loader, and `--import tsx` does nothing in them on Node 20, so the thread registers it itself.
 */
export function threadEntry(name: string, base: string): ThreadEntry {
  if (!base.endsWith('.ts')) return { filename: new URL(`./${name}.js`, base).href, execArgv: [] }
  const loader = `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register()`
  return { filename: new URL(`./${name}.ts`, base).href, execArgv: ['--import', `data:text/javascript,${encodeURIComponent(loader)}`] }
}
