import type { Answer, Block } from '../../basics/reply.ts'

/** An answer that a row can hold: its tree as JSON, where the pictures and files say which bytes are theirs. */
interface KeptAnswer {
  readonly payload: object
  readonly bytes: Uint8Array<ArrayBuffer> | null
}

export function keepAnswer(answer: Answer): KeptAnswer {
  const parts: Uint8Array[] = []
  let at = 0
  const blocks = answer.blocks.map((block) => {
    if (!('bytes' in block)) return block
    parts.push(block.bytes)
    const from = at
    at += block.bytes.length
    return { ...block, bytes: { from, to: at } }
  })
  return { payload: { ...answer, blocks }, bytes: parts.length === 0 ? null : new Uint8Array(Buffer.concat(parts)) }
}

/** The payload was written by `keepAnswer`. */
export function readAnswer(payload: unknown, bytes: Uint8Array | null): Answer {
  const answer = payload as Answer
  return { ...answer, blocks: answer.blocks.map((block) => withBytes(block, bytes ?? new Uint8Array())) }
}

function withBytes(block: Block, all: Uint8Array): Block {
  if (!('bytes' in block)) return block
  const { from, to } = block.bytes as unknown as { from: number; to: number }
  return { ...block, bytes: all.subarray(from, to) }
}
