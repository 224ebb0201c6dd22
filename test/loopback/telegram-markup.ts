/** Reads Telegram's HTML the strict way: what Telegram would refuse throws, and the text that is left is given. https://core.telegram.org/bots/api#html-style */
export function readTelegramHtml(html: string): string {
  const open: string[] = []
  let text = ''
  for (let at = 0; at < html.length; ) {
    const sign = html[at] ?? ''
    if (sign === '<') {
      const [whole, closing, name = ''] = /^<(\/?)([a-z-]+)(?: [a-z-]+="[^"<>]*")*>/.exec(html.slice(at)) ?? []
      if (whole === undefined) throw new Error(`Unsupported start tag at ${at}`)
      if (!TAGS.has(name)) throw new Error(`Unsupported tag <${name}> at ${at}`)
      if (closing === '') open.push(name)
      else if (open.pop() !== name) throw new Error(`Unmatched end tag </${name}> at ${at}`)
      at += whole.length
    } else if (sign === '&') {
      const [whole, name = ''] = /^&(lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});/i.exec(html.slice(at)) ?? []
      if (whole === undefined) throw new Error(`A bare & at ${at}`)
      text += NAMED[name] ?? String.fromCodePoint(Number(name.replace('#x', '0x').replace('#', '')))
      at += whole.length
    } else if (sign === '>') throw new Error(`A bare > at ${at}`)
    else {
      text += sign
      at++
    }
  }
  if (open.length > 0) throw new Error(`Can't find end tag of <${open.join('><')}>`)
  return text
}

const TAGS = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'code',
  'pre',
  'a',
  'span',
  'tg-spoiler',
  'tg-emoji',
  'blockquote',
])
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }
