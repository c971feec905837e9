import type { Dialect } from '../dialect.ts'
import { joinSql, type Sql, sql } from '../sql.ts'
import type { SqlCondition } from './index-lookup.ts'

/** A compiled filter, and how far the index serves it. */
export interface CompiledCondition {
  readonly condition: SqlCondition
  /** Selects the ids of exactly the resources that match; undefined where the index does not name them. */
  readonly ids?: SqlCondition
  /** How many may match: the few the index finds by equality, some it finds in other ways, or any. */
  readonly reach: 'few' | 'some' | 'any'
}

/** A condition that every resource has to be asked for. */
export const scan = (condition: SqlCondition): CompiledCondition => ({ condition, reach: 'any' })

/** A condition that the index answers with ids. */
export const found = (
  dialect: Dialect,
  ids: SqlCondition,
  reach: 'few' | 'some',
): CompiledCondition => ({
  condition: (directoryId) => dialect.isAmong(ids(directoryId)),
  ids,
  reach,
})

/** All conditions together: no more match than the index names for any of them. */
export const every = (terms: readonly CompiledCondition[]): CompiledCondition => {
  const reaches = new Set(terms.map(({ reach }) => reach))
  return {
    condition: joined(terms, sql` AND `),
    reach: reaches.has('few') ? 'few' : reaches.has('some') ? 'some' : 'any',
  }
}

/** One condition or another: the index answers it where it answers each of them. */
export const some = (dialect: Dialect, terms: readonly CompiledCondition[]): CompiledCondition => {
  const ids = terms.flatMap((term) => term.ids ?? [])
  if (ids.length < terms.length) return scan(joined(terms, sql` OR `))
  const union: SqlCondition = (directoryId) =>
    joinSql(
      ids.map((each) => each(directoryId)),
      sql` UNION ALL `,
    )
  return found(dialect, union, terms.every(({ reach }) => reach === 'few') ? 'few' : 'some')
}

const joined =
  (terms: readonly CompiledCondition[], separator: Sql): SqlCondition =>
  (directoryId) => {
    const conditions = terms.map(({ condition }) => condition(directoryId))
    return sql`(${joinSql(conditions, separator)})`
  }
