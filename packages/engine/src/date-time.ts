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
