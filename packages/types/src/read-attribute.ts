import type {
  AttributeDefinition,
  AttributeType,
  Mutability,
  Returned,
  Uniqueness,
} from './attribute-definition.ts'
import { ScimError } from './scim-error.ts'

const types: readonly AttributeType[] = [
  'string',
  'boolean',
  'decimal',
  'integer',
  'dateTime',
  'binary',
  'reference',
  'complex',
]
const mutabilities: readonly Mutability[] = ['readWrite', 'readOnly', 'immutable', 'writeOnly']
const returnedWhen: readonly Returned[] = ['default', 'always', 'request', 'never']
const uniquenesses: readonly Uniqueness[] = ['none', 'server', 'global']

/** The parts of one attribute of a schema document: its name, its own characteristics and its sub-attribute documents. */
export interface ReadAttribute {
  name: string
  definition: AttributeDefinition
  subAttributes: readonly unknown[] | undefined
}

/** Reads one attribute of a schema document; `place` names it in errors (RFC 7643 §7). */
export const readAttribute = (document: unknown, place: string): ReadAttribute => {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw invalid(place, 'must be a JSON object')
  const source = document as Record<string, unknown>
  const name = source.name
  if (typeof name !== 'string' || !/^(\$ref|[a-z][a-z0-9$_-]*)$/i.test(name))
    throw invalid(`${place}.name`, 'must be a letter followed by letters, digits, "$", "-" or "_"')
  const type = oneOf(source.type, types, 'string', `${place}.type`)
  const subAttributes = source.subAttributes
  if (subAttributes !== undefined && !Array.isArray(subAttributes))
    throw invalid(`${place}.subAttributes`, 'must be an array of attributes')
  if ((type === 'complex') !== (subAttributes !== undefined))
    throw invalid(place, 'must have subAttributes if, and only if, its type is "complex"')
  if (type === 'complex' && /subAttributes/.test(place))
    throw invalid(place, 'is a sub-attribute and cannot be complex')
  return { name, definition: characteristics(source, type, place), subAttributes }
}

const characteristics = (
  source: Record<string, unknown>,
  type: AttributeType,
  place: string,
): AttributeDefinition => {
  const mutability = oneOf(source.mutability, mutabilities, 'readWrite', `${place}.mutability`)
  const returned = oneOf(source.returned, returnedWhen, 'default', `${place}.returned`)
  const uniqueness = oneOf(source.uniqueness, uniquenesses, 'none', `${place}.uniqueness`)
  const canonicalValues = strings(source.canonicalValues, `${place}.canonicalValues`)
  const referenceTypes = strings(source.referenceTypes, `${place}.referenceTypes`)
  if (source.description !== undefined && typeof source.description !== 'string')
    throw invalid(`${place}.description`, 'must be a string')
  return {
    ...(type !== 'string' && { type }),
    ...(flag(source.multiValued, `${place}.multiValued`) && { multiValued: true }),
    ...(source.description !== undefined && { description: source.description as string }),
    ...(flag(source.required, `${place}.required`) && { required: true }),
    ...(flag(source.caseExact, `${place}.caseExact`) && { caseExact: true }),
    ...(canonicalValues && { canonicalValues }),
    ...(mutability !== 'readWrite' && { mutability }),
    ...(returned !== 'default' && { returned }),
    ...(uniqueness !== 'none' && { uniqueness }),
    ...(referenceTypes && { referenceTypes }),
  }
}

const oneOf = <T extends string>(
  value: unknown,
  legal: readonly T[],
  otherwise: T,
  place: string,
): T => {
  if (value === undefined) return otherwise
  const found = legal.find((candidate) => candidate === value)
  if (found === undefined) throw invalid(place, `must be one of ${legal.join(', ')}`)
  return found
}

const flag = (value: unknown, place: string): boolean => {
  if (value !== undefined && typeof value !== 'boolean') throw invalid(place, 'must be a boolean')
  return value === true
}

const strings = (value: unknown, place: string): string[] | undefined => {
  if (value === undefined) return undefined
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalid(place, 'must be an array of strings')
  return value.length > 0 ? [...value] : undefined
}

const invalid = (place: string, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidValue',
    detail: `Schema document, ${place}: ${rule} (RFC 7643 §7).`,
    section: 'RFC7643 7',
  })
