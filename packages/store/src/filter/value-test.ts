import {
  type Attribute,
  type CompareFilter,
  type CompareOperator,
  type FilterValue,
  fold,
} from '@scimwright/engine'
import type { Dialect } from '../dialect.ts'
import { instantKey } from '../instant-key.ts'
import { type Sql, sql } from '../sql.ts'

/** A test of one value, such as `value = 'x'`; it may be NULL where the value is. */
export type ValueTest = (value: Sql) => Sql

/** An operator that tests one value; `ne` speaks of all of them. */
export type ValueOperator = Exclude<CompareOperator, 'ne'>

/** The test a comparison makes of one value of an attribute; of `ne`, the test that must fail. */
export const valueTest = (
  dialect: Dialect,
  { type, caseExact }: Attribute,
  { op, value: literal }: Pick<CompareFilter, 'op' | 'value'>,
): ValueTest => {
  const operator = op === 'ne' ? 'eq' : op
  if (typeof literal === 'boolean') return (value) => sql`${value} = ${literal ? 1 : 0}`
  if (typeof literal === 'number') return (value) => compare(dialect, operator, value, literal)
  const text = String(literal)
  // Half a surrogate pair would reach the database as another character; nothing that is stored has one.
  if (!isWellFormed(text)) return () => sql`FALSE`
  if (type === 'dateTime' && !isTextOperator(operator)) {
    const key = instantKey(text) ?? ''
    return (value) => compare(dialect, operator, dialect.instantKey(value), key)
  }
  return caseExact || type === 'binary'
    ? (value) => compare(dialect, operator, value, text)
    : (value) => compare(dialect, operator, dialect.fold(value), fold(text))
}

/** The comparison of a column with a literal that has the form of the column already. */
export const compare = (
  dialect: Dialect,
  op: ValueOperator,
  column: Sql,
  literal: Exclude<FilterValue, boolean | null>,
): Sql => {
  switch (op) {
    case 'eq':
      return sql`${column} = ${literal}`
    case 'gt':
      return sql`${column} > ${literal}`
    case 'ge':
      return sql`${column} >= ${literal}`
    case 'lt':
      return sql`${column} < ${literal}`
    case 'le':
      return sql`${column} <= ${literal}`
    case 'co':
      return dialect.contains(column, String(literal))
    case 'sw':
      return dialect.startsWith(column, String(literal))
    case 'ew':
      return dialect.endsWith(column, String(literal))
  }
}

/** Whether a text has no half of a surrogate pair. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)

const isTextOperator = (op: ValueOperator): boolean => op === 'co' || op === 'sw' || op === 'ew'
