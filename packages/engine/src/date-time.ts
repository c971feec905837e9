/** A moment: whole seconds since 1970 in UTC, and the digits of the fraction of a second without trailing zeros. */
export interface Instant {
  readonly seconds: number
  readonly fraction: string
}

const DATE_TIME = /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/i

/** The moment an xsd:dateTime names, at any offset and precision; without an offset it is UTC. Undefined if it is none (RFC 7643 §2.3.5). */
export const parseDateTime = (text: string): Instant | undefined => {
  const match = text.length <= 64 ? DATE_TIME.exec(text) : null
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const isTime = hour < 24 ? minute < 60 && second < 60 : hour === 24 && minute + second === 0
  if (!isTime || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  const offset = offsetSeconds(match[8])
  if (offset === undefined) return undefined
  // The Date constructor reads years below 100 as 19xx.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day) / 1000
  if (Number.isNaN(midnight)) return undefined
  return {
    seconds: midnight + hour * 3600 + minute * 60 + second - offset,
    fraction: (match[7] ?? '').replace(/0+$/, ''),
  }
}

const daysIn = (year: number, month: number): number =>
  new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate()

const offsetSeconds = (zone: string | undefined): number | undefined => {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}

/** Orders moments: below zero, zero or above. */
export const compareInstants = (one: Instant, other: Instant): number => {
  if (one.seconds !== other.seconds) return one.seconds - other.seconds
  if (one.fraction === other.fraction) return 0
  return one.fraction < other.fraction ? -1 : 1
}

/** The whole seconds of a moment as `2026-11-26T16:36:33`, in UTC; undefined outside of the years 0 to 9999. */
export const toCanonical = ({ seconds }: Instant): string | undefined => {
  const date = new Date(seconds * 1000)
  const year = date.getUTCFullYear()
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 19) : undefined
}

// The 29th of February is left to the calendar.
const DAY =
  '(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\\d|30)|(?:0[13578]|1[02])-31|02-(?:0[1-9]|1\\d|2[0-8]))'
const CANONICAL = new RegExp(`^\\d{4}-${DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z$`)

/**
 * Orders a stored text against whole seconds by their characters; zero when the seconds are the same, undefined when the
 * text is not of the canonical form `2026-11-26T16:36:33.123Z`, with or without a fraction.
 */
export const compareCanonical = (text: string, canonical: string): number | undefined => {
  if (text.length > 64 || !CANONICAL.test(text)) return undefined
  if (text < canonical) return -1
  return text.startsWith(canonical) ? 0 : 1
}
