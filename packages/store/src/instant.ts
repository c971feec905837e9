const DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3})(\d*))?(Z|[+-]\d\d:\d\d)$/i

/** Microseconds since 1970 of a date-time (RFC 3339); undefined when the text is none. */
export const instant = (text: string): number | undefined => {
  const parts = DATE_TIME.exec(text)
  if (!parts) return undefined
  const [, seconds = '', milliseconds = '0', rest = '', zone = ''] = parts
  const time = Date.parse(`${seconds}.${milliseconds.padEnd(3, '0')}${zone}`.toUpperCase())
  return Number.isNaN(time) ? undefined : time * 1000 + Number(rest.padEnd(3, '0').slice(0, 3))
}
