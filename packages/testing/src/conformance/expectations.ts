/** How a server broke a rule. */
class Fault extends Error {
  override readonly name = 'Fault'
}

/** Fails unless something holds; `what` says what was expected. */
export function holds(condition: unknown, what: string, seen?: unknown): asserts condition {
  if (condition) return
  throw new Fault(seen === undefined ? what : `${what}; got ${brief(seen)}`)
}

/** Fails unless two values are equal as JSON, whatever the order of keys. */
export const equal = (actual: unknown, expected: unknown, what: string): void =>
  holds(
    canonical(actual) === canonical(expected),
    `${what}: expected ${brief(expected)}`,
    actual ?? 'nothing',
  )

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  ) ?? 'undefined'

const brief = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300)
