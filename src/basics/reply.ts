/**
 * What a command says, without a word about where it will be read.
 *
 * Text is always plain: no Markdown, no HTML, no emoji codes, never cut short. Emphasis comes from structure (a title, a tone, fields, a table), and each bot escapes, lays out and splits what it shows.
 */
export interface Reply {
  readonly title: string
  readonly blocks: readonly Block[]
  readonly tone?: Tone
  readonly buttons?: readonly Button[]
  /** What people may want to take elsewhere. It stands in the blocks too: only a platform that can copy offers it. */
  readonly copies?: readonly Copy[]
}

/** A text for the clipboard, and what a button for it says. */
export interface Copy {
  readonly label: string
  readonly text: string
}

export type Tone = 'neutral' | 'good' | 'bad' | 'warning'

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | ({ readonly kind: 'picture'; readonly alt: string } & Bytes)
  | ({ readonly kind: 'file'; readonly name: string } & Bytes)
  | { readonly kind: 'progress'; readonly done: number; readonly of: number; readonly label: string }

/** `mime` is what a web server would send: image/png for charts, image/jpeg for cards, text/csv for tables. */
interface Bytes {
  readonly mime: string
  readonly bytes: Uint8Array
}

export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

export interface Field {
  readonly label: string
  readonly value: string
}

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** A button that runs a command with an input, or opens a page. `replaces`: its answer takes the place of the message it stands under. */
export type Button =
  | {
      readonly kind: 'run'
      readonly label: string
      readonly command: string
      readonly input: Readonly<Record<string, unknown>>
      readonly tone?: Tone
      readonly replaces?: boolean
    }
  | LinkButton

interface LinkButton {
  readonly kind: 'link'
  readonly label: string
  readonly url: string
}

/** A reply that is ready to show: each button that does something now carries a short unguessable id, which is all that leaves the process. */
export interface Answer extends Omit<Reply, 'buttons'> {
  readonly buttons: readonly AnswerButton[]
  /** Why nothing was done, when nothing was: exit codes and HTTP statuses derive from it. */
  readonly refusal?: { readonly code: string; readonly hint?: string; readonly retryAfterMs?: number }
  /** The answer takes the place of the message whose button was pressed. */
  readonly replaces?: boolean
}

export type AnswerButton = { readonly kind: 'press'; readonly label: string; readonly id: string; readonly tone: Tone } | LinkButton

export const text = (words: string): BlockOf<'text'> => ({ kind: 'text', text: words })

export const fields = (values: Readonly<Record<string, string>>): BlockOf<'fields'> => ({
  kind: 'fields',
  fields: Object.entries(values).map(([label, value]) => ({ label, value })),
})

export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): BlockOf<'table'> => ({
  kind: 'table',
  columns,
  rows,
})

export const picture = ({ bytes, mime, alt }: { bytes: Uint8Array; mime: string; alt: string }): BlockOf<'picture'> => ({
  kind: 'picture',
  bytes,
  mime,
  alt,
})

export const file = (name: string, mime: string, bytes: Uint8Array): BlockOf<'file'> => ({ kind: 'file', name, mime, bytes })

export const progress = (done: number, of: number, label: string): BlockOf<'progress'> => ({ kind: 'progress', done, of, label })

/** One renderer per kind of block. A bot that forgets a kind does not compile. */
export type BlockRenderer<Output> = { readonly [Kind in Block['kind']]: (block: BlockOf<Kind>) => Output }

export function renderBlock<Output>(block: Block, renderer: BlockRenderer<Output>): Output {
  const render = renderer[block.kind] as (block: Block) => Output
  return render(block)
}
