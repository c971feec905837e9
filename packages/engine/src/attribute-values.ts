import type { Attribute } from './attribute.ts'

/** Reads a value out of an object. */
export type Read = (holder: unknown) => unknown

/** Calls `test` with each value there is; true as soon as one passes. */
export type Some = (holder: unknown, test: (value: unknown) => boolean) => boolean

/** Reads the own property of an object; what is no object has none. */
export const reader = (name: string): Read => {
  if (name in Object.prototype)
    return (holder) => (isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined)
  return (holder) => (isObject(holder) ? holder[name] : undefined)
}

/** Whether a value is an object with properties: no array, not null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is unassigned: absent, null, empty text, an empty array or object (RFC 7643 §2.5). */
export const isUnassigned = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '') return true
  if (typeof value !== 'object') return false
  return Object.values(value).every(isUnassigned)
}

/** Goes through the values of an attribute in a resource: through each element, and through each value in it. */
export const valuesOf = (attribute: Attribute): Some => {
  const { parent, extension } = attribute
  const read = reader((parent ?? attribute).name)
  const inExtension = extension === undefined ? undefined : reader(extension)
  const root: Read = inExtension ? (resource) => read(inExtension(resource)) : read
  if (!parent) return attribute.multiValued ? each(root) : one(root)
  const readSub = reader(attribute.name)
  const outer = parent.multiValued ? each(root) : one(root)
  const inner = attribute.multiValued ? each(readSub) : one(readSub)
  return (resource, test) => outer(resource, (element) => inner(element, test))
}

/** Goes through the values of a sub-attribute in one element. */
export const valuesInElement = (subAttribute: Attribute): Some =>
  subAttribute.multiValued ? each(reader(subAttribute.name)) : one(reader(subAttribute.name))

const one =
  (read: Read): Some =>
  (holder, test) => {
    const value = read(holder)
    return value !== undefined && value !== null && test(value)
  }

const each =
  (read: Read): Some =>
  (holder, test) => {
    const values = read(holder)
    if (!Array.isArray(values)) return values !== undefined && values !== null && test(values)
    for (const value of values) if (test(value)) return true
    return false
  }
