import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Refusal } from '../basics/refusal.ts'

const HEADERS_LIMIT_MS = 10_000
const REQUEST_LIMIT_MS = 30_000

export interface HttpServer {
  readonly port: number
  stop(): Promise<void>
}

interface Fetching {
  readonly fetch: (request: Request, ...rest: never[]) => Response | Promise<Response>
}

/** Listens until it is stopped. Throws a `Refusal` that names the port when somebody else has it. */
export async function startHttpServer(app: Fetching, { host, port }: { host: string; port: number }): Promise<HttpServer> {
  const server = serve({ fetch: app.fetch as (request: Request) => Response | Promise<Response>, hostname: host, port })
  if ('headersTimeout' in server) Object.assign(server, { headersTimeout: HEADERS_LIMIT_MS, requestTimeout: REQUEST_LIMIT_MS })
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new Refusal('unavailable', `I cannot listen on ${host} port ${port}: ${reasonOf(cause)}.`, {
      hint: 'Choose another with HTTP_PORT.',
      cause,
    })
  }
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'something else listens there'
  if (code === 'EACCES') return 'this user may not'
  return 'the machine refuses'
}
