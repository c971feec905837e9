const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c

/** What JSON.parse lets pass: `depth` or the name that stands twice in one object. */
export type JsonFault =
  | { readonly fault: 'depth' }
  | { readonly fault: 'duplicate'; readonly name: string }

/** One entry a level: the names of an object, or undefined in an array. */
interface Scan {
  readonly levels: (Set<string> | undefined)[]
  /** The next string is a name. */
  expectsName: boolean
}

/**
 * Looks through a JSON text that parses for nesting beyond a depth and for names that stand twice in one object, of which
 * JSON.parse would silently take the last. One pass, no recursion.
 */
export const findJsonFault = (text: string, maxDepth: number): JsonFault | undefined => {
  const scan: Scan = { levels: [], expectsName: false }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== QUOTE) {
      if (isOpening(code) && scan.levels.length >= maxDepth) return { fault: 'depth' }
      passMark(scan, code)
      continue
    }
    const end = endOfString(text, at)
    const name = scan.expectsName ? nameOf(text.slice(at, end + 1)) : undefined
    if (name !== undefined && !takeName(scan, name)) return { fault: 'duplicate', name }
    at = end
  }
  return undefined
}

const passMark = (scan: Scan, code: number): void => {
  const { levels } = scan
  if (isOpening(code)) {
    levels.push(code === OPEN_BRACE ? new Set() : undefined)
    scan.expectsName = code === OPEN_BRACE
  } else if (code === COMMA) scan.expectsName = levels.at(-1) !== undefined
  else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) levels.pop()
}

const isOpening = (code: number): boolean => code === OPEN_BRACE || code === OPEN_BRACKET

/** Notes a name of the innermost object; false when it has it already. */
const takeName = (scan: Scan, name: string): boolean => {
  scan.expectsName = false
  const names = scan.levels.at(-1)
  if (!names || names.has(name)) return false
  names.add(name)
  return true
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE)
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at
}

const nameOf = (quoted: string): string =>
  quoted.includes('\\') ? JSON.parse(quoted) : quoted.slice(1, -1)
