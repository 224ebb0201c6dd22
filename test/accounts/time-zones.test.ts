import { expect, test } from 'vitest'
import { readZone } from '../../src/accounts/time-zones.ts'

test.each([
  ['utc', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['asia/kolkata', 'Asia/Kolkata'],
])('%s is %s', (text, zone) => {
  expect(readZone(text)).toEqual({ zone })
})

test.each([
  ['UTC+3', 'name a place instead of an offset, so that summer time is kept: Europe/Berlin'],
  ['+03:00', 'name a place instead of an offset, so that summer time is kept: Europe/Berlin'],
  ['Europe/Berlim', 'there is no such zone; did you mean Europe/Berlin?'],
  ['Tokio', 'there is no such zone; did you mean Asia/Tokyo?'],
  ['', 'expected a zone such as Europe/Berlin or UTC'],
  ['__proto__', 'expected a zone such as Europe/Berlin or UTC'],
])('%j is refused: %s', (text, fault) => {
  expect(readZone(text)).toEqual({ fault })
})
