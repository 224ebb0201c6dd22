import { onTestFinished } from 'vitest'
import { createDiscordBot, type DiscordBotParts } from '../../../bots/discord/bot.ts'
import { machineClock } from '../../../src/basics/clock.ts'
import type { Chat } from '../../../src/chat/chat.ts'
import { createFakeInbox, LEASE_MS } from '../../fakes/chat-ports.ts'
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from '../../loopback/discord-server.ts'

interface Options extends DiscordServerOptions, Partial<Omit<DiscordBotParts, 'chat'>> {
  readonly chat: Chat
  /** The Discord that is there already; whoever started it stops it. */
  readonly server?: DiscordServer
}

/** The real bot and the real library, over sockets, with a Discord that is played. Both stop when the test ends. */
export async function onDiscord({ chat, server: running, port, now, heartbeatMs, ...parts }: Options) {
  const server =
    running ??
    (await startDiscordServer({
      ...(port !== undefined && { port }),
      ...(now !== undefined && { now }),
      ...(heartbeatMs !== undefined && { heartbeatMs }),
    }))
  const troubles: string[] = []
  const failures: unknown[] = []
  const bot = createDiscordBot({
    token: server.token,
    apiRoot: server.apiRoot,
    clock: machineClock,
    inbox: createFakeInbox({ clock: machineClock, leaseMs: LEASE_MS }),
    onTrouble(sentence) {
      troubles.push(sentence)
      server.wake()
    },
    recordFailure(error) {
      failures.push(error)
      server.wake()
      return `F${failures.length}`
    },
    ...parts,
    chat,
  })
  onTestFinished(async () => {
    await bot.stop()
    if (running === undefined) await server.stop()
  })
  return {
    server,
    bot,
    troubles,
    failures,
    /** Starts the bot and waits until its commands are registered. */
    async open(): Promise<void> {
      await bot.start()
      await server.until(() => server.registered.size > 0)
    },
  }
}
