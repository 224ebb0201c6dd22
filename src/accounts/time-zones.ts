import { nearest } from '../basics/nearest.ts'

const NAMED = /^[a-z]{2,}(?:[/_+-][a-z0-9]+)*$/i
const OFFSET = /^(?:utc|gmt)?\s*[+-]\s*\d/i
const FIRST_LETTERS = /(^|[/_-])([a-z])/g
const ZONE_EXAMPLE = 'Europe/Berlin'

/** What came of reading a zone: its IANA name, or why there is none. */
export type ReadZone = { readonly zone: string } | { readonly fault: string }

/** Reads "Europe/Berlin", "europe/berlin", "Berlin", "New York" or "UTC". */
export function readZone(text: string): ReadZone {
  const wanted = text.trim().replace(/\s+/g, '_')
  if (wanted.toLowerCase() === 'utc') return { zone: 'UTC' }
  if (OFFSET.test(text.trim())) return { fault: `name a place instead of an offset, so that summer time is kept: ${ZONE_EXAMPLE}` }
  const zones = Intl.supportedValuesOf('timeZone')
  const zone = zones.find((each) => sameWord(each, wanted)) ?? ofOnlyCity(zones, wanted) ?? alias(wanted)
  if (zone !== undefined) return { zone }
  const close = nearest(wanted, zones) ?? nearestCity(wanted, zones)
  return { fault: close === undefined ? `expected a zone such as ${ZONE_EXAMPLE} or UTC` : `there is no such zone; did you mean ${close}?` }
}

/** "Berlin" means Europe/Berlin, as long as no other zone ends like it. */
function ofOnlyCity(zones: readonly string[], wanted: string): string | undefined {
  const ending = zones.filter((zone) => sameWord(cityOf(zone), wanted))
  return ending.length === 1 ? ending[0] : undefined
}

function nearestCity(wanted: string, zones: readonly string[]): string | undefined {
  const city = nearest(wanted, zones.map(cityOf))
  return zones.find((zone) => cityOf(zone) === city)
}

/** Names that the runtime knows without listing them, such as Asia/Kolkata where it lists Asia/Calcutta. */
function alias(wanted: string): string | undefined {
  if (!NAMED.test(wanted)) return undefined
  const name = wanted.toLowerCase().replace(FIRST_LETTERS, (_, before: string, letter: string) => before + letter.toUpperCase())
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1)
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
