import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog, hideSecrets } from '../src/log.ts'

test('writes JSON lines without secrets, wherever they stand', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-log-')), 'sub', 'parley.log')
  const log = createLog({ level: 'info', to: file, secrets: ['canary-one', 'canary "two"'] })
  log.info({ token: 'named-like-a-secret', user: { password: 'nested' }, note: 'canary-one' }, 'sent canary "two"')
  log.error(
    new Error('GET https://api.example.org/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe failed, postgres://me:open-sesame@db/x'),
  )
  log.warn({ err: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })
  log.debug('too quiet to be written')
  const written = readFileSync(file, 'utf8')
  expect(written.trim().split('\n')).toHaveLength(3)
  expect(written).not.toMatch(/canary|named-like|nested|AAHdq|open-sesame/)
  expect(written).toContain('ECONNREFUSED')
  expect(JSON.parse(written.split('\n')[0] ?? '')).toMatchObject({ level: 30, msg: 'sent [hidden]', note: '[hidden]' })
})

test('no planted secret survives in any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[ -~]{6,40}$/), fc.string(), (before, secret, after) => {
      const line = JSON.stringify({ msg: `${before}${secret}${after}` })
      fc.pre(!'[hidden]{"msg":}'.includes(secret))
      expect(hideSecrets(line, [secret])).not.toContain(JSON.stringify(secret).slice(1, -1))
    }),
  )
})
