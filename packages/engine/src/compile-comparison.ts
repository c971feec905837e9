import { ScimError } from '@scimwright/types'
import type { Attribute } from './attribute.ts'
import { compareCodePoints } from './compare-code-points.ts'
import { compareCanonical, compareInstants, parseDateTime, toCanonical } from './date-time.ts'
import type { CompareFilter, CompareOperator } from './filter.ts'
import { fold } from './fold.ts'
import {
  endsWithFolded,
  equalsFolded,
  includesFolded,
  startsWithFolded,
  type ValueTest,
} from './folded-text.ts'

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
  const passes = passing(op)
  return (stored) => typeof stored === 'number' && passes(stored - value)
}

const dateTimeTest = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  const { op, value } = filter
  if (!isOrdering(op)) return stringTest(filter, attribute)
  const instant = typeof value === 'string' ? parseDateTime(value) : undefined
  if (!instant)
    throw misfit(filter, attribute, 'is compared with a dateTime such as 2026-11-26T16:36:33Z')
  const passes = passing(op)
  const literal = toCanonical(instant)
  return (stored) => {
    if (typeof stored !== 'string') return false
    // Most times are stored as `2026-11-26T16:36:33.123Z`, which text orders like the moments.
    const order = literal === undefined ? undefined : compareCanonical(stored, literal)
    if (order !== undefined && order !== 0) return passes(order)
    const other = parseDateTime(stored)
    return other !== undefined && passes(compareInstants(other, instant))
  }
}

const stringTest = (filter: CompareFilter, attribute: Attribute): ValueTest => {
  const { op, value } = filter
  if (typeof value !== 'string') throw misfit(filter, attribute, 'is compared with a string')
  if (attribute.type === 'binary' && isOrdering(op) && op !== 'eq' && op !== 'ne')
    throw misfit(filter, attribute, 'is binary and has no order')
  const caseExact = attribute.caseExact || attribute.type === 'binary'
  if (caseExact && (op === 'eq' || op === 'ne')) return (stored) => stored === value
  return caseExact ? textTest(op, value) : foldedTest(op, fold(value))
}

const foldedTest = (op: CompareOperator, literal: string): ValueTest => {
  if (op === 'eq' || op === 'ne') return equalsFolded(literal)
  if (op === 'sw') return startsWithFolded(literal)
  if (op === 'ew') return endsWithFolded(literal)
  if (op === 'co') return includesFolded(literal)
  const passes = passing(op)
  return (value) => typeof value === 'string' && passes(compareCodePoints(fold(value), literal))
}

const textTest = (op: CompareOperator, literal: string): ValueTest => {
  if (op === 'sw') return (value) => typeof value === 'string' && value.startsWith(literal)
  if (op === 'ew') return (value) => typeof value === 'string' && value.endsWith(literal)
  if (op === 'co') return (value) => typeof value === 'string' && value.includes(literal)
  const passes = passing(op)
  return (value) => typeof value === 'string' && passes(compareCodePoints(value, literal))
}

const isOrdering = (op: CompareOperator): op is Ordering =>
  op !== 'co' && op !== 'sw' && op !== 'ew'

/** Whether the order of a value to the literal, below zero, zero or above, is the one an operator asks for. */
const passing = (op: Ordering): ((order: number) => boolean) => {
  const less = op === 'lt' || op === 'le'
  const equal = op !== 'lt' && op !== 'gt'
  const greater = op === 'gt' || op === 'ge'
  return (order) => (order < 0 ? less : order > 0 ? greater : equal)
}

const misfit = ({ op, start }: CompareFilter, { path, type }: Attribute, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidFilter',
    detail: `Filter, position ${start}: \`${path}\` (${type}) ${rule}; \`${op}\` does not fit.`,
    section: 'RFC7644 3.4.2.2',
  })
