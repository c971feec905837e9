import type { Attribute, AttributeTable, ExtensionAttributes } from './attribute.ts'

/** An attribute in attribute notation, `[urn:]name[.sub]`, as written (RFC 7644 §3.10). */
export interface AttributePath {
  readonly urn?: string
  readonly name: string
  readonly sub?: string
}

/** The text of an attribute path. */
export const formatAttributePath = ({ urn, name, sub }: AttributePath): string =>
  `${urn === undefined ? '' : `${urn}:`}${name}${sub === undefined ? '' : `.${sub}`}`

/** The attribute a path names in a resource type, or undefined; names and URNs match without regard to case (RFC 7644 §3.10). */
export const resolveAttribute = (
  table: AttributeTable,
  { urn, name, sub }: AttributePath,
): Attribute | undefined => {
  const attribute = attributesOf(table, urn)?.get(name.toLowerCase())
  return sub === undefined ? attribute : attribute?.subAttributes.get(sub.toLowerCase())
}

/** The extension a path names as a whole: `urn:…:enterprise:2.0:User` reads as a URN and a name; undefined if it is none. */
export const resolveExtension = (
  table: AttributeTable,
  path: AttributePath,
): ExtensionAttributes | undefined =>
  path.urn === undefined ? undefined : table.extensions.get(formatAttributePath(path).toLowerCase())

const attributesOf = (
  table: AttributeTable,
  urn: string | undefined,
): ReadonlyMap<string, Attribute> | undefined => {
  if (urn === undefined) return table.attributes
  const folded = urn.toLowerCase()
  if (folded === table.resourceType.schema.id.toLowerCase()) return table.attributes
  return table.extensions.get(folded)?.attributes
}
