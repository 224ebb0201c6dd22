import { expect, test } from 'vitest'
import { SETTING_KEYS, SETTINGS, settingWord } from '../../src/accounts/setting-list.ts'

test('words for settings are different when only their letters are looked at', () => {
  const letters = SETTING_KEYS.map((key) => settingWord(key).replace(/[^a-z]/g, ''))
  expect(new Set(letters).size).toBe(SETTING_KEYS.length)
})

test('titles fit a phone, and every setting says what it does', () => {
  for (const { title, about } of Object.values(SETTINGS)) {
    expect(title.length).toBeLessThanOrEqual(24)
    expect(about).toMatch(/\.$/)
  }
})
