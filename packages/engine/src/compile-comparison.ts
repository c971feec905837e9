import { ScimError } from '@scimwright/types'
import type { Attribute } from './attribute.ts'
import { compareCodePoints } from './compare-code-points.ts'
import { compareInstants, parseDateTime } from './date-time.ts'
import type { CompareFilter, CompareOperator } from './filter.ts'
import { fold, isAscii } from './fold.ts'

/** Whether one value passes. */
export type ValueTest = (value: unknown) => boolean

type Ordering = Exclude<CompareOperator, 'co' | 'sw' | 'ew'>

/**
 * The test a comparison makes of one value, its literal prepared once; `ne` is not here, for it is about all values.
 *
 * @throws ScimError 400 invalidFilter when the operator or the literal does not fit the attribute's type (RFC 7644 §3.4.2.2).
 */
export const compileComparison = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  switch (attribute.type) {
    case 'boolean':
      return booleanTest(filter, attribute)
    case 'integer':
    case 'decimal':
      return numberTest(filter, attribute)
    case 'dateTime':
      return dateTimeTest(filter, attribute)
    default:
      return stringTest(filter, attribute)
  }
}

const booleanTest = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  const { op, value } = filter
  if (typeof value !== 'boolean') throw misfit(filter, attribute, 'is compared with true or false')
  if (op !== 'eq' && op !== 'ne') throw misfit(filter, attribute, 'has no order and no parts')
  return (stored) => stored === value
}

const numberTest = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  const { op, value } = filter
  if (typeof value !== 'number') throw misfit(filter, attribute, 'is compared with a number')
  if (!isOrdering(op)) throw misfit(filter, attribute, 'has no parts to look into')
  return (stored) => typeof stored === 'number' && holds(op, stored - value)
}

const dateTimeTest = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  const { op, value } = filter
  if (!isOrdering(op)) return stringTest(filter, attribute)
  const instant = typeof value === 'string' ? parseDateTime(value) : undefined
  if (!instant)
    throw misfit(filter, attribute, 'is compared with a dateTime such as 2026-11-26T16:36:33Z')
  return (stored) => {
    const other = typeof stored === 'string' ? parseDateTime(stored) : undefined
    return other !== undefined && holds(op, compareInstants(other, instant))
  }
}

const stringTest = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  const { op, value } = filter
  if (typeof value !== 'string') throw misfit(filter, attribute, 'is compared with a string')
  if (attribute.type === 'binary' && isOrdering(op) && op !== 'eq' && op !== 'ne')
    throw misfit(filter, attribute, 'is binary and has no order')
  const caseExact = attribute.caseExact || attribute.type === 'binary'
  const literal = caseExact ? value : fold(value)
  if (op === 'eq' || op === 'ne')
    return caseExact ? (stored) => stored === value : foldedEqual(literal)
  const test = textTest(op, literal)
  return caseExact
    ? (stored) => typeof stored === 'string' && test(stored)
    : (stored) => typeof stored === 'string' && test(fold(stored))
}

// No text of another length folds to an ASCII one, so most values are told apart by their length.
const foldedEqual = (literal: string): ValueTest => {
  const { length } = literal
  if (!isAscii(literal)) return (stored) => typeof stored === 'string' && fold(stored) === literal
  return (stored) =>
    typeof stored === 'string' &&
    stored.length === length &&
    (stored === literal || stored.toLowerCase() === literal)
}

const textTest = (
  op: Exclude<CompareOperator, 'eq' | 'ne'>,
  literal: string,
): ((text: string) => boolean) => {
  switch (op) {
    case 'co':
      return (text) => text.includes(literal)
    case 'sw':
      return (text) => text.startsWith(literal)
    case 'ew':
      return (text) => text.endsWith(literal)
    default:
      return (text) => holds(op, compareCodePoints(text, literal))
  }
}

const isOrdering = (op: CompareOperator): op is Ordering =>
  op !== 'co' && op !== 'sw' && op !== 'ew'

const holds = (op: Ordering, order: number): boolean => {
  switch (op) {
    case 'gt':
      return order > 0
    case 'ge':
      return order >= 0
    case 'lt':
      return order < 0
    case 'le':
      return order <= 0
    default:
      return order === 0
  }
}

const misfit = ({ op, start }: CompareFilter, { path, type }: Attribute, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidFilter',
    detail: `Filter, position ${start}: \`${path}\` (${type}) ${rule}; \`${op}\` does not fit.`,
    section: 'RFC7644 3.4.2.2',
  })
