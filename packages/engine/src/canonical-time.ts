import type { Instant } from './date-time.ts'

/** What `canonicalOrder` gives for a text it does not read. */
export const NOT_CANONICAL = -1

// The 29th of February is left to the calendar.
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const ZERO = 0x30
const DASH = 0x2d
const COLON = 0x3a
const POINT = 0x2e
const T = 0x54
const Z = 0x5a
const SECONDS_END = 19
const MAX_LENGTH = 64

/**
 * A number that orders like the whole seconds of `2026-11-26T16:36:33.123Z`, the form most times are stored in, with or
 * without a fraction; -1 for a text of any other form.
 */
export const canonicalOrder = (text: string): number => {
  if (!isFramed(text)) return NOT_CANONICAL
  const year = pairAt(text, 0) * 100 + pairAt(text, 2)
  const month = pairAt(text, 5)
  const day = pairAt(text, 8)
  const hour = pairAt(text, 11)
  const minute = pairAt(text, 14)
  const second = pairAt(text, 17)
  if (year < 0 || month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0) return NOT_CANONICAL
  if (hour > 23 || minute > 59 || second > 59 || !(day <= (DAYS[month] ?? 0))) return NOT_CANONICAL
  return ((((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute) * 60 + second
}

/** The order of a moment among those of `canonicalOrder`; -1 outside of the years 0 to 9999. */
export const orderOfInstant = ({ seconds }: Instant): number => {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? NOT_CANONICAL : canonicalOrder(date.toISOString())
}

const NO_PAIR = -1_000_000

const pairAt = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  // Below zero as well when one of them is no digit.
  return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? NO_PAIR : tens * 10 + ones
}

/** Whether all but the digits of the date and the time is there. */
const isFramed = (text: string): boolean => {
  const last = text.length - 1
  if (last < SECONDS_END || last >= MAX_LENGTH || text.charCodeAt(last) !== Z) return false
  return (
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text.charCodeAt(10) === T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    (last === SECONDS_END || isFraction(text, last))
  )
}

const isFraction = (text: string, end: number): boolean => {
  if (text.charCodeAt(SECONDS_END) !== POINT || end === SECONDS_END + 1) return false
  for (let at = SECONDS_END + 1; at < end; at += 1) {
    const digit = text.charCodeAt(at) - ZERO
    if ((digit | (9 - digit)) < 0) return false
  }
  return true
}
