import { expect, test } from 'vitest'
import { inServer, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('tells everybody in the server what is set', async () => {
  expect(await desk().read('/server', inServer('bob', { managesServer: false }))).toMatchInlineSnapshot(`
    "This server
    signals: nowhere
    alerts: nowhere
    digests: nowhere
    language: en
    zone: UTC
    currency: USDT
    colours: classic
    Everybody may use everything here.
    To change it: /server channel alerts here, in the channel that shall have them.
    /server set zone Europe/Berlin, for the answers that all read here.
    /server role 123 trading forbid; the word clear clears a rule."
  `)
})

test('in private it says where to say it', async () => {
  expect((await desk().say('/server show')).refusal).toEqual({ code: 'not-here', hint: 'Say it in the server or group.' })
})
