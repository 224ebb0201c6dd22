const TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'code', 'pre', 'a', 'span', 'tg-spoiler', 'blockquote'])
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const PIECE = /<(\/?)([a-z-]+)(?: [a-z-]+="[^"<>]*")*>|&(lt|gt|amp|quot|#\d{1,7});|[^<>&]+|[<>&]/g

/** Reads Telegram's HTML the strict way: what Telegram would refuse throws, as does a bare & or >, and the text that is left is given. https://core.telegram.org/bots/api#html-style */
export function readTelegramHtml(html: string): string {
  const open: string[] = []
  let text = ''
  for (const [piece, closing, tag, entity] of html.matchAll(PIECE)) {
    if (tag !== undefined) stepInto(open, tag, closing === '/')
    else if (entity !== undefined) text += NAMED[entity] ?? String.fromCodePoint(Number(entity.slice(1)))
    else if (/^[<>&]$/.test(piece)) throw new Error(`Unsupported start tag: a bare ${piece}`)
    else text += piece
  }
  if (open.length > 0) throw new Error(`Can't find end tag of <${open.join('><')}>`)
  return text
}

function stepInto(open: string[], tag: string, closes: boolean): void {
  if (!TAGS.has(tag)) throw new Error(`Unsupported tag <${tag}>`)
  if (!closes) open.push(tag)
  else if (open.pop() !== tag) throw new Error(`Unmatched end tag </${tag}>`)
}
