import { type Answer, type AnswerButton, type Block, type BlockOf, type BlockRenderer, renderBlock, type Tone } from '../basics/reply.ts'

/** An answer for programs: the same tree, with the path of a picture or file in place of its bytes. */
export interface JsonAnswer {
  readonly title: string
  readonly tone: Tone
  readonly blocks: readonly JsonBlock[]
  readonly buttons: readonly AnswerButton[]
  readonly refusal?: { readonly code: string; readonly hint?: string }
}

type JsonBlock =
  | Exclude<Block, { bytes: Uint8Array }>
  | (Omit<BlockOf<'picture'>, 'bytes'> & { readonly path: string })
  | (Omit<BlockOf<'file'>, 'bytes'> & { readonly path: string })

/** Puts bytes where the reader can fetch them and returns their path. */
export type KeepFile = (bytes: Uint8Array, name: string) => Promise<string>

/** The tree of an answer that JSON can hold. Pictures and files are handed to `keep`. */
export async function toJsonAnswer({ title, tone = 'neutral', blocks, buttons, refusal }: Answer, keep: KeepFile): Promise<JsonAnswer> {
  const renderer = jsonBlocks(keep)
  const drawn = await Promise.all(blocks.map((block) => renderBlock(block, renderer)))
  return { title, tone, blocks: drawn, buttons, ...(refusal && { refusal }) }
}

function jsonBlocks(keep: KeepFile): BlockRenderer<Promise<JsonBlock>> {
  return {
    text: async (block) => block,
    fields: async (block) => block,
    table: async (block) => block,
    progress: async (block) => block,
    picture: async ({ kind, bytes, mime, alt }) => ({ kind, path: await keep(bytes, pictureName(mime)), mime, alt }),
    file: async ({ kind, bytes, name, mime }) => ({ kind, path: await keep(bytes, name), name, mime }),
  }
}

/** "picture.png" for image/png: a picture has no name of its own. */
export function pictureName(mime: string): string {
  const [, ending = 'bin'] = /^image\/([a-z0-9]{1,10})/.exec(mime) ?? []
  return `picture.${ending === 'jpeg' ? 'jpg' : ending}`
}
