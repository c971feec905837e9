import { skipSpaces, startReading, syntaxError } from './filter-reader.ts'
import type { Path } from './path.ts'
import { readAttributePath, readSubAttribute } from './read-attribute-path.ts'
import { readBracket } from './read-filter.ts'

const MAX_PATH_LENGTH = 512

/**
 * Parses a PATCH path: `name.familyName`, `emails[type eq "work"].value`, with or without a schema URN (RFC 7644 §3.5.2).
 *
 * @throws ScimError 400 invalidPath, or invalidFilter for what stands in brackets, naming the position and what was expected there.
 * @example
 * parsePath('emails[type eq "work"].value') // { name: 'emails', filter: …, sub: 'value' }
 */
export const parsePath = (text: string): Path => {
  const reader = startReading(text, 'invalidPath', { maxLength: MAX_PATH_LENGTH })
  skipSpaces(reader)
  const attribute = readAttributePath(reader, 'an attribute path')
  reader.scimType = 'invalidFilter'
  const filter = readBracket(reader)
  reader.scimType = 'invalidPath'
  const sub = filter ? readSubAttribute(reader) : undefined
  skipSpaces(reader)
  if (reader.at < text.length)
    throw syntaxError(
      reader,
      filter ? 'the end of the path after "]"' : '"[", "." or the end of the path',
    )
  if (!filter) return attribute
  return sub === undefined ? { ...attribute, filter } : { ...attribute, filter, sub }
}
