import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Answer, type AnswerButton, type Button, type Reply, text } from '../basics/reply.ts'
import type { Press, PressStore } from './chat-ports.ts'

const BUTTON_LIFE_MS = 24 * 60 * 60 * 1000
const QUESTION_LIFE_MS = 60_000

/** Marks the id of a Cancel button. It uses up the very press of its Confirm button, so only one of the two can win. */
const CANCEL = 'no:'

const PRESS_ID = /^[\w-]{1,64}$/

/** Whose answer it is, and the market time of the call if it named one. */
interface Owner {
  readonly accountId: string
  readonly at: number | undefined
}

type KeptPress = Press & { readonly id: string }

export interface AnswerMaker {
  /** Gives each button of a reply an id and keeps what it does for a day. */
  readonly withButtons: (reply: Reply, owner: Owner) => Promise<Answer>
  /** A "no" with the buttons for what would work. */
  readonly asRefusal: (refusal: Refusal, owner: Owner) => Promise<Answer>
  /** Puts Confirm and Cancel under what a command that spends would do. They are good for a minute. */
  readonly asQuestion: (
    reply: Reply,
    owner: Owner,
    waiting: Pick<KeptPress, 'command' | 'input'> & { readonly confirms: string },
  ) => Promise<Answer>
}

export function createAnswerMaker({ presses, ids, clock }: { presses: PressStore; ids: Ids; clock: Pick<WallClock, 'now'> }): AnswerMaker {
  const keepAll = async (offered: readonly Button[], owner: Owner): Promise<readonly AnswerButton[]> => {
    const { buttons, kept } = prepare(offered, owner)
    if (kept.length > 0) await presses.keep(kept)
    return buttons
  }

  return {
    withButtons: async (reply, owner) => ({ ...reply, buttons: await keepAll(reply.buttons ?? [], owner) }),
    asRefusal: async (refusal, owner) => ({ ...refusalAnswer(refusal), buttons: await keepAll(refusal.buttons, owner) }),
    async asQuestion(reply, owner, waiting) {
      const id = ids.token()
      const others = prepare(reply.buttons ?? [], owner)
      await presses.keep([{ ...waiting, ...owner, id, replaces: true, expiresAt: clock.now() + QUESTION_LIFE_MS }, ...others.kept])
      const answers: readonly AnswerButton[] = [
        { kind: 'press', label: 'Confirm', id, tone: 'warning' },
        { kind: 'press', label: 'Cancel', id: `${CANCEL}${id}`, tone: 'neutral' },
      ]
      return { ...reply, buttons: [...answers, ...others.buttons] }
    },
  }

  function prepare(
    buttons: readonly Button[],
    owner: Owner,
  ): { readonly buttons: readonly AnswerButton[]; readonly kept: readonly KeptPress[] } {
    const kept: KeptPress[] = []
    const expiresAt = clock.now() + BUTTON_LIFE_MS
    const ready = buttons.map((button): AnswerButton => {
      if (button.kind === 'link') return button
      const { label, command, input, tone = 'neutral', replaces = false } = button
      const id = ids.token()
      kept.push({ id, command, input, ...owner, confirms: undefined, replaces, expiresAt })
      return { kind: 'press', label, id, tone }
    })
    return { buttons: ready, kept }
  }
}

/** What a pressed id means: the press itself, or the Cancel beside it. Undefined for what cannot be an id of ours. */
export function readPressId(id: string): { readonly pressId: string; readonly cancels: boolean } | undefined {
  const cancels = id.startsWith(CANCEL)
  const pressId = cancels ? id.slice(CANCEL.length) : id
  return PRESS_ID.test(pressId) ? { pressId, cancels } : undefined
}

export const CANCELLED: Answer = { title: 'Cancelled. Nothing was done.', tone: 'neutral', blocks: [], buttons: [], replaces: true }

/** A delivery that brought the program down three times. */
export const SET_ASIDE: Answer = sayNo('bad', 'I could not handle that message, so I set it aside.', {
  code: 'failure',
  hint: 'Please send it again in other words.',
})

/** A change that was made right before the program died, and whose answer was lost. */
export const DONE_BEFORE: Answer = {
  title: 'That is done.',
  tone: 'good',
  blocks: [text('I was interrupted before I could say so.')],
  buttons: [],
}

export function refusalAnswer({ code, message, hint, retryAfterMs }: Refusal): Answer {
  return sayNo('warning', message, { code, ...(hint !== undefined && { hint }), ...(retryAfterMs !== undefined && { retryAfterMs }) })
}

export function failureAnswer(reference: string): Answer {
  return sayNo('bad', 'Something went wrong on our side.', { code: 'failure', hint: `Reference ${reference}` })
}

function sayNo(tone: 'warning' | 'bad', title: string, refusal: NonNullable<Answer['refusal']>): Answer {
  return { title, tone, blocks: refusal.hint === undefined ? [] : [text(refusal.hint)], buttons: [], refusal }
}

const NOT_TAKEN = {
  unknown: ['not-found', 'I do not know that button.', 'Send the command again.'],
  used: ['conflict', 'That button was pressed before.', 'Its answer came then. Send the command again for a new one.'],
  expired: ['expired', 'That button is no longer good.', 'Send the command again for fresh numbers.'],
  'not-yours': ['not-allowed', 'That button is for the person who asked.', 'Send the command yourself to get your own.'],
} as const

export function notTaken(outcome: keyof typeof NOT_TAKEN): Refusal {
  const [code, message, hint] = NOT_TAKEN[outcome]
  return new Refusal(code, message, { hint })
}
