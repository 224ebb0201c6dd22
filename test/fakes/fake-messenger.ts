import type { Platform } from '../../src/chat/chat-ports.ts'
import type { Messenger, Sending, Sent } from '../../src/chat/messenger.ts'

/** A bot that writes down what it was to send. `answer` says what becomes of it; usually it is sent. */
export function createFakeMessenger(platform: Platform = 'telegram') {
  const sendings: Sending[] = []
  const outcomes: ((sending: Sending) => Sent | Promise<Sent>)[] = []
  const messenger: Messenger = {
    platform,
    async send(sending) {
      const count = sendings.push(sending)
      const outcome = outcomes.shift()
      return outcome === undefined ? { outcome: 'sent', messageId: sending.replaces ?? `m${count}` } : outcome(sending)
    },
  }
  return {
    messenger,
    sendings,
    titles: (): readonly string[] => sendings.map(({ answer }) => answer.title),
    /** What becomes of the next messages, one after the other. */
    next: (...next: readonly (Sent | (() => Sent | Promise<Sent>))[]) =>
      outcomes.push(...next.map((each) => (typeof each === 'function' ? each : () => each))),
  }
}
