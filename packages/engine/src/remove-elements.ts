import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { comparable, isReferenceCollection } from './elements.ts'
import { own } from './own-property.ts'
import { type Report, readSingle } from './read-value.ts'

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
  const read = listed.map((item, index) =>
    readSingle(item, attribute, `${attribute.path}[${index}]`, report),
  )
  const matches =
    attribute.type === 'complex' ? matchParts(read, attribute) : matchValues(read, attribute)
  const kept = elements.filter((element) => !matches(element))
  return kept.length < elements.length ? kept : elements
}

const matchValues = (listed: readonly unknown[], attribute: Attribute) => {
  const texts = new Set(listed.map((value) => comparable(value, attribute)))
  return (element: unknown): boolean => texts.has(comparable(element, attribute))
}

// Grouped by the parts they name, so that many listed elements cost no more than one.
const matchParts = (listed: readonly unknown[], attribute: Attribute) => {
  const groups = new Map<string, Listed>()
  for (const item of listed) {
    if (!isObject(item)) continue
    const parts = tellingParts(item, attribute)
    const key = parts.map(({ name }) => name).join(' ')
    const group = groups.get(key) ?? { parts, texts: new Set() }
    group.texts.add(textOf(item, parts))
    groups.set(key, group)
  }
  return (element: unknown): boolean =>
    isObject(element) &&
    [...groups.values()].some(({ parts, texts }) => texts.has(textOf(element, parts)))
}

const tellingParts = (
  item: Readonly<Record<string, unknown>>,
  attribute: Attribute,
): readonly Attribute[] => {
  const parts = [...attribute.subAttributes.values()].filter(({ name }) =>
    Object.hasOwn(item, name),
  )
  const value = parts.find(({ name }) => name === 'value')
  return value && isReferenceCollection(attribute) ? [value] : parts
}

const textOf = (element: Readonly<Record<string, unknown>>, parts: readonly Attribute[]): string =>
  JSON.stringify(parts.map((part) => comparable(own(element, part.name), part)))
