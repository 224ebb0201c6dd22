import type { SettingView } from '../accounts/settings.ts'
import { type BlockOf, type Button, fields, type Reply, text } from '../basics/reply.ts'
import { showTime } from '../basics/show.ts'

const CHOICES_SHOWN_MAX = 5

const LIMITS_WORDS =
  'Limits of risk. The desk keeps to them whatever you order. One that you loosen cools off first and holds a day later, a tighter one at once.'

/** Settings with a button of their own, which are those that newcomers change. */
const COMMON = ['zone', 'currency', 'colours', 'quietHours']

/** All settings in groups; those that were changed bear a star. */
export function allSettings(title: string, views: readonly SettingView[]): Reply {
  const group = (belongs: (view: SettingView) => boolean) => settingFields(views.filter(belongs))
  return {
    title,
    blocks: [
      group(isLook),
      text('Notices: on, silent or off.'),
      group(isNotice),
      text(LIMITS_WORDS),
      group(isLimit),
      text('A star marks what you changed. To change one: /settings set zone Europe/Berlin. To put one back: /settings reset zone.'),
    ],
    buttons: views
      .filter(({ key }) => COMMON.includes(key))
      .map(({ title, word }): Button => ({ kind: 'run', label: title, command: 'settings show', input: { key: word }, replaces: true })),
  }
}

/** The limits of risk alone. */
export function limitSettings(views: readonly SettingView[]): Reply {
  return {
    title: 'Your limits of risk',
    blocks: [
      text(LIMITS_WORDS),
      fields(Object.fromEntries(views.filter(isLimit).map((view) => [view.word, `${nowWords(view)}. ${view.about}`]))),
      text('A star marks what you changed. To change one: /settings set position-max 8%. To put one back: /settings reset position-max.'),
    ],
  }
}

const isNotice = ({ word }: SettingView): boolean => word.startsWith('notify-')
const isLook = ({ key }: SettingView): boolean => key === 'language' || COMMON.includes(key)
const isLimit = (view: SettingView): boolean => !isNotice(view) && !isLook(view)

function settingFields(views: readonly SettingView[]): BlockOf<'fields'> {
  return fields(Object.fromEntries(views.map((view) => [view.word, nowWords(view)])))
}

/** "10% *", or "10% *, 15% from 2026-01-02 00:00 UTC" */
function nowWords({ value, usual, pending }: SettingView): string {
  const now = usual ? value : `${value} *`
  return pending === undefined ? now : `${now}, ${pending.value} from ${showTime(pending.at)}`
}

/** One setting, with a button for each of its common values. */
export function oneSetting({ title, word, about, value, usual, choices, examples, pending }: SettingView): Reply {
  const buttons = choices
    .filter((choice) => choice !== value)
    .slice(0, CHOICES_SHOWN_MAX)
    .map(
      (choice): Button => ({ kind: 'run', label: choice, command: 'settings set', input: { key: word, value: [choice] }, replaces: true }),
    )
  return {
    title: `${title}: ${value}`,
    blocks: [
      text(about),
      ...(pending === undefined
        ? []
        : [
            text(
              `It becomes ${pending.value} at ${showTime(pending.at)}: a limit that is loosened holds a day later, a tighter one at once.`,
            ),
          ]),
      text(`${usual ? 'This is the usual value. ' : ''}For example: /settings set ${word} ${examples[0] ?? value}`),
    ],
    buttons: [...buttons, { kind: 'run', label: 'All settings', command: 'settings show', input: {}, replaces: true }],
  }
}
