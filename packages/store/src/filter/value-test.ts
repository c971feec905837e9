import {
  type Attribute,
  type CompareFilter,
  type CompareOperator,
  type FilterValue,
  fold,
} from '@scimwright/engine'
import { type Dialect, type Form, isExact } from '../dialect.ts'
import { instantKey } from '../instant-key.ts'
import { type Sql, sql } from '../sql.ts'

/** A test of one value, which it is given in the form it asks for; it may be NULL where the value is. */
export type ValueTest = (value: (form: Form) => Sql) => Sql

/** An operator that tests one value; `ne` speaks of all of them. */
export type ValueOperator = Exclude<CompareOperator, 'ne'>

/** The test a comparison makes of one value of an attribute; of `ne`, the test that must fail. */
export const valueTest = (
  dialect: Dialect,
  attribute: Attribute,
  { op, value: literal }: Pick<CompareFilter, 'op' | 'value'>,
): ValueTest => {
  const operator = op === 'ne' ? 'eq' : op
  if (typeof literal === 'boolean') return (value) => sql`${value('number')} = ${literal ? 1 : 0}`
  if (typeof literal === 'number')
    return (value) => compare(dialect, operator, value('number'), literal)
  const text = String(literal)
  // Half a surrogate pair would reach the database as another character; nothing that is stored has one.
  if (!isWellFormed(text)) return () => sql`FALSE`
  if (attribute.type === 'dateTime' && !isTextOperator(operator)) {
    const key = instantKey(text) ?? ''
    return (value) => compare(dialect, operator, value('instant'), key)
  }
  const wanted = isExact(attribute) ? text : fold(text)
  return (value) => compare(dialect, operator, value('text'), wanted)
}

/** The comparison of a column with a literal that has the form of the column already. */
export const compare = (
  dialect: Dialect,
  op: ValueOperator,
  column: Sql,
  literal: Exclude<FilterValue, boolean | null>,
): Sql => {
  if (typeof literal === 'string' && !dialect.storesNul && literal.includes('\u0000'))
    return compareWithoutNul(op, column, literal)
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

// No stored text has a U+0000: none equals such a literal, and what is greater is greater than the part before it.
const compareWithoutNul = (op: ValueOperator, column: Sql, literal: string): Sql => {
  const start = literal.slice(0, literal.indexOf('\u0000'))
  if (op === 'gt' || op === 'ge') return sql`${column} > ${start}`
  return op === 'lt' || op === 'le' ? sql`${column} <= ${start}` : sql`FALSE`
}

/** Whether a text has no half of a surrogate pair. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)

const isTextOperator = (op: ValueOperator): boolean => op === 'co' || op === 'sw' || op === 'ew'
