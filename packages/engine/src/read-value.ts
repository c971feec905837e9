import { ScimError } from '@scimwright/types'
import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { isReferenceCollection } from './elements.ts'
import { own, put } from './own-property.ts'
import type { Quirk } from './profile.ts'
import { invalidValue, readPrimitive } from './read-primitive.ts'

/** Tells of what was passed over. */
export type Report = (quirk: Quirk) => void

/** A value by the defined name of its attribute. */
export type Named = readonly [attribute: Attribute, value: unknown]

/**
 * A value a client sent for an attribute, as it is stored: defined names, no readOnly parts, nothing unassigned.
 * Undefined when there is nothing left, which is unassigned (RFC 7643 §2.5).
 *
 * @throws ScimError 400 invalidValue or invalidSyntax, naming the place.
 */
export const readValue = (
  value: unknown,
  attribute: Attribute,
  place: string,
  report: Report,
): unknown => {
  if (value === null || value === undefined) return undefined
  if (!attribute.multiValued) return readSingle(value, attribute, place, report)
  if (!Array.isArray(value))
    throw invalidValue(place, 'is multi-valued: send an array (RFC 7643 §2.4)')
  return readElements(value, attribute, place, report)
}

/** The elements of a multi-valued attribute; undefined when none is left. */
export const readElements = (
  values: readonly unknown[],
  attribute: Attribute,
  place: string,
  report: Report,
): unknown[] | undefined => {
  const elements: unknown[] = []
  const references = isReferenceCollection(attribute)
  values.forEach((value, index) => {
    if (value === null) return
    const element = readSingle(value, attribute, `${place}[${index}]`, report)
    if (element === undefined) return
    if (references && !isReference(element))
      throw invalidValue(`${place}[${index}]`, 'needs a `value`: the id of a resource')
    elements.push(element)
  })
  return elements.length > 0 ? elements : undefined
}

const isReference = (element: unknown): boolean =>
  isObject(element) && typeof own(element, 'value') === 'string' && element.value !== ''

/** One value, or one element of a multi-valued attribute. */
export const readSingle = (
  value: unknown,
  attribute: Attribute,
  place: string,
  report: Report,
): unknown => {
  if (attribute.type !== 'complex') return readPrimitive(value, attribute, place)
  if (!isObject(value))
    throw invalidValue(
      place,
      'is complex: send an object with its sub-attributes (RFC 7643 §2.3.8)',
    )
  const parts: Record<string, unknown> = {}
  let any = false
  for (const [sub, part] of readNames(value, attribute.subAttributes, place, report)) {
    const read = readValue(part, sub, `${place}.${sub.name}`, report)
    if (read === undefined) continue
    put(parts, sub.name, read)
    any = true
  }
  return any ? parts : undefined
}

/**
 * The members of an object by attribute, in the order of their definition; readOnly and unknown ones are left out,
 * the latter with a report (RFC 7643 §2.1, §7).
 *
 * @throws ScimError 400 invalidSyntax when one attribute stands there twice in different letter case.
 */
export const readNames = (
  source: Readonly<Record<string, unknown>>,
  attributes: ReadonlyMap<string, Attribute>,
  place: string,
  report: Report,
): Named[] => {
  const found = new Map<string, unknown>()
  for (const name of Object.keys(source)) {
    const folded = name.toLowerCase()
    const attribute = attributes.get(folded)
    if (!attribute) report(unknownAttribute(place, name))
    else if (found.has(folded)) throw twice(place, attribute.name)
    else if (attribute.mutability !== 'readOnly') found.set(folded, source[name])
  }
  const named: Named[] = []
  for (const [folded, attribute] of attributes)
    if (found.has(folded)) named.push([attribute, found.get(folded)])
  return named
}

const unknownAttribute = (place: string, name: string): Quirk => ({
  name: 'unknownAttribute',
  path: place === '' ? name : `${place}.${name}`,
  detail: 'no schema defines it; it was left out',
})

const twice = (place: string, name: string): ScimError =>
  new ScimError({
    scimType: 'invalidSyntax',
    detail: `${place === '' ? '' : `${place}: `}${name} stands there twice; letter case does not tell attributes apart (RFC 7643 §2.1).`,
    section: 'RFC7643 2.1',
  })
