import { inParallel } from '../basics/in-parallel.ts'
import type { Answer } from '../basics/reply.ts'
import type { Transaction } from '../basics/transaction.ts'
import { type Agreement, agreementsOf } from './agreement.ts'
import type { FreshSignal, SignalPost } from './lookout.ts'
import type { Recipient, SignalMarket } from './signal-ports.ts'

const DRAWN_AT_ONCE_MAX = 2

/** The surest of some signals that say the same at one candle, and who else says it. */
export type ToldSignal = Agreement<FreshSignal>

/** A message about a signal, ready to be sent to one chat. */
export interface SignalLetter {
  readonly signalId: string
  readonly recipient: Recipient
  readonly answer: Answer
}

interface PostParts {
  /** Everybody who hears of these signals: one query; see `SubscriptionStore`. */
  readonly recipients: (signals: readonly FreshSignal[]) => Promise<readonly Recipient[]>
  /** Leaves a letter to be sent when the transaction has happened. */
  readonly leave: (tx: Transaction, letter: SignalLetter) => Promise<void>
  /** Writes of a signal for these, who all hear of it: in the order of `recipients`. */
  readonly write: (market: SignalMarket, told: ToldSignal, recipients: readonly Recipient[]) => Promise<readonly Answer[]>
}

/**
 * Tells of signals: who hears of them is one query, what they read is written before the transaction, so that no picture is drawn while it is open.
 * Several that say the same at one candle are one letter, of the surest: whoever wants to hear of any of them wants to hear of that.
 */
export function createSignalPost({ recipients: hearers, leave, write }: PostParts): SignalPost {
  return {
    async prepare(market, signals) {
      const told = agreementsOf(signals, { sameCandle: true })
      const recipients = await hearers(told.map(({ surest }) => surest))
      if (recipients.length === 0) return undefined
      const letters = await inParallel(told, DRAWN_AT_ONCE_MAX, async (each): Promise<readonly SignalLetter[]> => {
        const signalId = each.surest.id
        const own = recipients.filter((recipient) => recipient.signalId === signalId)
        const answers = own.length === 0 ? [] : await write(market, each, own)
        return own.flatMap((recipient, index) => {
          const answer = answers[index]
          return answer === undefined ? [] : [{ signalId, recipient, answer }]
        })
      })
      return async (tx, fresh) => {
        const kept = new Set(fresh.map(({ id }) => id))
        for (const letter of letters.flat()) if (kept.has(letter.signalId)) await leave(tx, letter)
      }
    },
  }
}
