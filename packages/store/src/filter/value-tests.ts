import type { Attribute, CompareOperator, FilterValue } from '@scimwright/engine'
import { ScimError } from '@scimwright/types'
import type { Dialect } from '../dialect.ts'
import { fold } from '../fold.ts'
import { instant } from '../instant.ts'
import { type Sql, sql } from '../sql.ts'
import type { ValueTest } from './scope.ts'

/** An operator that tests one value; `ne` is the negation of `eq`. */
export type ValueOperator = Exclude<CompareOperator, 'ne'>

/** The test of a comparison with a literal, by the type of the attribute (RFC 7643 §2.3). */
export const valueTest = (
  dialect: Dialect,
  attribute: Attribute,
  op: ValueOperator,
  literal: FilterValue,
): ValueTest => {
  if (attribute.type === 'boolean' || typeof literal === 'boolean')
    return (value) => compare(dialect, op, value, literal === true ? 1 : 0)
  if (attribute.type === 'dateTime' && !isTextOperator(op)) {
    const time = instant(String(literal))
    if (time === undefined) throw notA('date-time', attribute)
    return (value) => compare(dialect, op, dialect.instant(value), time)
  }
  if (typeof literal === 'number') return (value) => compare(dialect, op, value, literal)
  const text = String(literal)
  return attribute.caseExact
    ? (value) => compare(dialect, op, value, text)
    : (value) => compare(dialect, op, dialect.fold(value), fold(text))
}

/** The test of a column against a literal that has the form of the column already. */
export const compare = (
  dialect: Dialect,
  op: ValueOperator,
  column: Sql,
  literal: string | number,
): Sql => {
  if (op === 'eq') return sql`${column} = ${literal}`
  if (op === 'gt') return sql`${column} > ${literal}`
  if (op === 'ge') return sql`${column} >= ${literal}`
  if (op === 'lt') return sql`${column} < ${literal}`
  if (op === 'le') return sql`${column} <= ${literal}`
  if (op === 'co') return dialect.contains(column, String(literal))
  if (op === 'sw') return dialect.startsWith(column, String(literal))
  return dialect.endsWith(column, String(literal))
}

const isTextOperator = (op: ValueOperator): boolean => op === 'co' || op === 'sw' || op === 'ew'

const notA = (kind: string, { path }: Attribute): ScimError =>
  new ScimError({
    scimType: 'invalidFilter',
    detail: `${path}: the value it is compared with is no ${kind} (RFC 7644 §3.4.2.2).`,
    section: 'RFC7644 3.4.2.2',
  })
