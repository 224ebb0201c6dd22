import type { APIInteraction } from 'discord.js'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Inbox } from '../../src/chat/chat-ports.ts'

/** Discord takes an answer for fifteen minutes; the last of them is not begun. */
const ANSWER_MS_MAX = 14 * 60_000
const PLATFORM = 'discord'

interface Kept {
  readonly at: number
  readonly interaction: APIInteraction
}

interface Parts {
  readonly inbox: Pick<Inbox, 'keep' | 'finish' | 'unfinished'>
  readonly clock: Pick<WallClock, 'now'>
}

/**
 * Keeps interactions until they are answered, since Discord does not bring them to a new login again.
 * The token in them lets its holder answer in the name of the bot for a quarter of an hour; it is gone from the row as soon as that was done.
 */
export interface KeptInteractions {
  keep(interaction: APIInteraction): Promise<void>
  drop(interaction: APIInteraction): Promise<void>
  /** Those that were not answered and still can be. Those that cannot be are dropped. */
  open(): Promise<readonly APIInteraction[]>
}

export function createKeptInteractions({ inbox, clock }: Parts): KeptInteractions {
  const drop = ({ id }: APIInteraction): Promise<void> => inbox.finish(PLATFORM, id)
  return {
    keep: (interaction) => inbox.keep(PLATFORM, interaction.id, JSON.stringify({ at: clock.now(), interaction } satisfies Kept)),
    drop,
    async open() {
      const all = (await inbox.unfinished(PLATFORM)).map((payload) => JSON.parse(payload) as Kept)
      const isLate = ({ at }: Kept): boolean => at + ANSWER_MS_MAX < clock.now()
      for (const { interaction } of all.filter(isLate)) await drop(interaction)
      return all.filter((each) => !isLate(each)).map(({ interaction }) => interaction)
    },
  }
}
