import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { comparable, isReferenceCollection } from './elements.ts'
import { own } from './own-property.ts'
import { invalidValue } from './read-primitive.ts'
import { type Report, readNames } from './read-value.ts'

/** What a client listed by the same sub-attributes, as comparable texts. */
interface Listed {
  readonly parts: readonly Attribute[]
  readonly texts: Set<string>
}

/**
 * The elements without those that a client listed: by `value` in a reference collection, else those that have every
 * part that is listed, whatever else they have. An empty list, or an empty element in it, removes nothing.
 *
 * @throws ScimError 400 invalidValue for what is no element of the attribute.
 */
export const removeElements = (
  elements: readonly unknown[],
  listed: readonly unknown[],
  attribute: Attribute,
  report: Report,
): readonly unknown[] => {
  const matches =
    attribute.type === 'complex'
      ? matchParts(listed, attribute, report)
      : matchValues(listed, attribute)
  const kept = elements.filter((element) => !matches(element))
  return kept.length < elements.length ? kept : elements
}

const matchValues = (listed: readonly unknown[], attribute: Attribute) => {
  const texts = new Set(listed.map((value) => comparable(value, attribute)))
  return (element: unknown): boolean => texts.has(comparable(element, attribute))
}

// Grouped by the parts they name, so that many listed elements cost no more than one.
const matchParts = (listed: readonly unknown[], attribute: Attribute, report: Report) => {
  const groups = new Map<string, Listed>()
  listed.forEach((item, index) => {
    const named = partsOf(item, attribute, { place: `${attribute.path}[${index}]`, report })
    if (named.length === 0) return
    const key = named.map(([{ name }]) => name).join(' ')
    const group = groups.get(key) ?? { parts: named.map(([sub]) => sub), texts: new Set() }
    group.texts.add(textOf(named.map(([sub, part]) => comparable(part, sub))))
    groups.set(key, group)
  })
  return (element: unknown): boolean =>
    isObject(element) && [...groups.values()].some((group) => isListed(element, group))
}

const isListed = (
  element: Readonly<Record<string, unknown>>,
  { parts, texts }: Listed,
): boolean => {
  const values = parts.map((sub) => comparable(own(element, sub.name), sub))
  return texts.has(textOf(values))
}

const textOf = (values: readonly string[]): string =>
  values.length === 1 ? (values[0] ?? '') : JSON.stringify(values)

const partsOf = (
  item: unknown,
  attribute: Attribute,
  { place, report }: { place: string; report: Report },
) => {
  if (!isObject(item))
    throw invalidValue(
      place,
      'is complex: send an object with its sub-attributes (RFC 7643 §2.3.8)',
    )
  // Microsoft Entra lists members as `{"$ref": null, "value": "u2"}`.
  const named = readNames(item, attribute.subAttributes, place, report).filter(
    ([, part]) => part !== null && part !== undefined,
  )
  const value = named.find(([{ name }]) => name === 'value')
  return value && isReferenceCollection(attribute) ? [value] : named
}
