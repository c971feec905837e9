import type { Attribute } from './attribute.ts'

/** Whether a value of the attribute passes a test, in a resource or an element. A test is false of what is not there. */
export type SomeValue = (holder: unknown) => boolean

/** Whether one value passes; false of undefined and null. */
export type Test = (value: unknown) => boolean

/** Makes the search for a value that passes a test. */
export type Search = (test: Test) => SomeValue

/** Reads a value out of an object. */
type Read = (holder: unknown) => unknown

/** Reads the own property of an object; what is no object has none. */
export const reader = (name: string): Read => {
  if (name in Array.prototype)
    return (holder) => (isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined)
  return (holder) => (isHolder(holder) ? holder[name] : undefined)
}

/** Whether a value is an object with properties: no array, not null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Names that arrays or objects have of their own are read with care; for all others an array does no harm.
const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether a value is unassigned: absent, null, empty text, an empty array or object (RFC 7643 §2.5). */
export const isUnassigned = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '') return true
  if (typeof value !== 'object') return false
  return Object.values(value).every(isUnassigned)
}

/** The search through the values of an attribute in a resource: through each element, and through each value in it. */
export const valuesOf = (attribute: Attribute): Search => {
  const { parent, extension } = attribute
  const outermost = parent ?? attribute
  const inRoot = outermost.multiValued ? each(outermost.name) : one(outermost.name)
  const search = parent ? nested(inRoot, valuesInElement(attribute)) : inRoot
  return extension === undefined ? search : nested(one(extension), search)
}

/** The search through the values of a sub-attribute in one element. */
export const valuesInElement = ({ name, multiValued }: Attribute): Search =>
  multiValued ? each(name) : one(name)

/** A search in what another search finds. */
export const nested =
  (outer: Search, inner: Search): Search =>
  (test) =>
    outer(inner(test))

const one = (name: string): Search => {
  if (name in Array.prototype) {
    const read = reader(name)
    return (test) => (holder) => test(read(holder))
  }
  return (test) => (holder) => isHolder(holder) && test(holder[name])
}

const each = (name: string): Search => {
  const read = reader(name)
  return (test) => (holder) => {
    const values = read(holder)
    if (!Array.isArray(values)) return test(values)
    for (let index = 0; index < values.length; index += 1) if (test(values[index])) return true
    return false
  }
}
