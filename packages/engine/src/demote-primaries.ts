import { isObject } from './attribute-values.ts'

const isPrimary = (element: unknown): boolean => isObject(element) && element.primary === true

/** How many elements are primary. */
export const countPrimaries = (elements: readonly unknown[]): number =>
  elements.reduce<number>((count, element) => count + Number(isPrimary(element)), 0)

/**
 * The elements with one primary at most: the last that became so, else the last that was (RFC 7644 §3.5.2).
 * `before` are the elements as they were.
 */
export const demotePrimaries = (
  elements: readonly unknown[],
  before: readonly unknown[] = [],
): readonly unknown[] => {
  if (countPrimaries(elements) <= 1) return elements
  const known = new Set(before.filter(isPrimary))
  const primaries = elements.filter(isPrimary)
  const winner = primaries.filter((element) => !known.has(element)).at(-1) ?? primaries.at(-1)
  return elements.map((element) =>
    element !== winner && isObject(element) && element.primary === true
      ? { ...element, primary: false }
      : element,
  )
}
