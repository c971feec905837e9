import { parseDateTime } from '@scimwright/engine'

// Keeps the seconds of every date above zero, so that keys of one length order as moments do.
const BIAS = 10 ** 13

/** A text that orders as the moment an xsd:dateTime names, at any offset and precision; undefined when it is none. */
export const instantKey = (text: string): string | undefined => {
  const instant = parseDateTime(text)
  return instant && `${String(instant.seconds + BIAS).padStart(14, '0')}.${instant.fraction}`
}
