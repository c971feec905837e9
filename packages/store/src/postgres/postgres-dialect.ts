import type { Attribute } from '@scimwright/engine'
import { type Dialect, type Form, isExact, type ReferenceColumn } from '../dialect.ts'
import { joinSql, type Sql, sql } from '../sql.ts'

const at = (document: Sql, place: readonly string[]): Sql =>
  joinSql([document, ...place.map((name) => sql`${name}::text`)], sql` -> `)

// Of a date-time the document keeps the text and the moment (see `comparableDocument`).
const leafOf = (attribute: Attribute, form: Form): string[] =>
  attribute.type === 'dateTime' ? [form] : []

const inForm = (text: Sql, form: Form): Sql =>
  form === 'number' ? sql`(${text})::numeric` : sql`(${text}) COLLATE "C"`

const textAt = (document: Sql, place: readonly string[]): Sql => {
  const last = place.at(-1)
  return last === undefined
    ? sql`${document} #>> '{}'`
    : sql`${at(document, place.slice(0, -1))} ->> ${last}::text`
}

// A folded column is NULL where folding changes nothing.
const MEMBER: Readonly<Record<ReferenceColumn, { exact: Sql; folded: Sql }>> = {
  value: { exact: sql`m.member_id`, folded: sql`coalesce(m.member_id_folded, m.member_id)` },
  type: { exact: sql`m.type`, folded: sql`coalesce(m.type_folded, m.type)` },
  display: { exact: sql`m.display`, folded: sql`coalesce(m.display_folded, m.display)` },
}

const GROUP: typeof MEMBER = {
  value: { exact: sql`g.id`, folded: sql`coalesce(g.id_folded, g.id)` },
  type: { exact: sql`'direct' COLLATE "C"`, folded: sql`'direct' COLLATE "C"` },
  display: {
    exact: sql`(g.doc::json ->> 'displayName') COLLATE "C"`,
    folded: sql`(g.comparable ->> 'displayName') COLLATE "C"`,
  },
}

const reference =
  (columns: typeof MEMBER): Dialect['memberColumn'] =>
  (column, sub) =>
    columns[column][isExact(sub) ? 'exact' : 'folded']

/** PostgreSQL 15 or newer; filters look into the column `comparable` of `resource`. */
export const postgres: Dialect = {
  document: sql`r.comparable`,
  value: (document, place, attribute, form) =>
    inForm(textAt(document, [...place, ...leafOf(attribute, form)]), form),
  elements: (document, place, alias) => {
    const list = at(document, place)
    return sql`jsonb_array_elements(CASE jsonb_typeof(${list}) WHEN 'array' THEN ${list} ELSE '[]' END)
      WITH ORDINALITY AS ${alias}(value, key)`
  },
  element: (value, attribute, form) => inForm(textAt(value, leafOf(attribute, form)), form),
  memberColumn: reference(MEMBER),
  groupColumn: reference(GROUP),
  isObject: (document, place) =>
    sql`coalesce(jsonb_typeof(${at(document, place)}) = 'object', FALSE)`,
  isAssigned: (document, place) =>
    sql`coalesce(jsonb_path_exists(${at(document, place)},
      'strict $.** ? (@.type() == "number" || (@.type() == "string" && @ != ""))'), FALSE)`,
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  startsWith: (text, start) => sql`starts_with(${text}, ${start})`,
  endsWith: (text, end) => sql`right(${text}, ${[...end].length}::int) = ${end}`,
  // As an array the ids are always looked up one by one; of a subquery the planner has to guess how many there are.
  isAmong: (ids) => sql`r.id = ANY (ARRAY(${ids}))`,
  unindexed: (column) => sql`(${column} || '')`,
  amongTexts: (key) => sql`(${key})::text COLLATE "C"`,
  storesNul: false,
}
