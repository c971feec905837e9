import type { PatchOperation } from '@scimwright/types'

type Attributes = Readonly<Record<string, unknown>>

// What the server writes, what is compared elsewhere, and what nobody can read.
const IGNORED = ['schemas', 'id', 'meta', 'groups', 'members', 'password']

/**
 * The operations that make a resource agree with what is desired. Attributes that are not mentioned are left alone;
 * `null` removes one.
 */
export const attributeChanges = (actual: Attributes, desired: Attributes): PatchOperation[] =>
  Object.entries(desired)
    .filter(([name, value]) => !IGNORED.includes(name) && value !== undefined)
    .flatMap(([name, value]) => {
      const before = actual[name]
      const isExtension = name.includes(':')
      if (isObject(value) && (isExtension || isObject(before)))
        return partChanges(`${name}${isExtension ? ':' : '.'}`, before, value)
      return change(name, before, value)
    })

const partChanges = (prefix: string, before: unknown, value: Attributes): PatchOperation[] =>
  Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .flatMap(([name, part]) =>
      change(prefix + name, isObject(before) ? before[name] : undefined, part),
    )

const change = (path: string, before: unknown, value: unknown): PatchOperation[] => {
  if (isNothing(value)) return isNothing(before) ? [] : [{ op: 'remove', path }]
  return holds(before, value) ? [] : [{ op: 'replace', path, value }]
}

/** Whether a value has all that is desired; a server may add to it. */
const holds = (actual: unknown, desired: unknown): boolean => {
  if (Array.isArray(desired)) return Array.isArray(actual) && holdsAll(actual, desired)
  if (isObject(desired))
    return (
      isObject(actual) && Object.entries(desired).every(([name, part]) => holds(actual[name], part))
    )
  // "primary: false" is what servers leave out.
  return actual === desired || (desired === false && actual === undefined)
}

const holdsAll = (actual: readonly unknown[], desired: readonly unknown[]): boolean => {
  if (actual.length !== desired.length) return false
  const left = [...actual]
  return desired.every((element) => {
    const index = left.findIndex((candidate) => holds(candidate, element))
    if (index >= 0) left.splice(index, 1)
    return index >= 0
  })
}

const isObject = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
