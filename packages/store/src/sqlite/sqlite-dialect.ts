import type { Attribute } from '@scimwright/engine'
import { type Dialect, type Form, isExact } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'

// A quoted label reaches every name, also one with dots, colons or a leading dollar sign.
const jsonPath = (place: readonly string[]): string =>
  `$${place.map((name) => `.${JSON.stringify(name)}`).join('')}`

const inForm = (value: Sql, attribute: Attribute, form: Form): Sql => {
  if (form === 'instant') return sql`scim_instant_key(${value})`
  return form === 'number' || isExact(attribute) ? value : sql`scim_fold(${value})`
}

const REFERENCE = {
  member: { value: sql`m.member_id`, type: sql`m.type`, display: sql`m.display` },
  group: { value: sql`g.id`, type: sql`'direct'`, display: sql`g.doc ->> '$.displayName'` },
}

/** SQLite 3.51.3 or newer, on a connection that has the functions of `addSqliteFunctions`. */
export const sqlite: Dialect = {
  document: sql`r.doc`,
  value: (document, place, attribute, form) =>
    inForm(sql`json_extract(${document}, ${jsonPath(place)})`, attribute, form),
  elements: (document, place, alias) => sql`json_each(${document}, ${jsonPath(place)}) AS ${alias}`,
  element: inForm,
  memberColumn: (column, sub) => inForm(REFERENCE.member[column], sub, 'text'),
  groupColumn: (column, sub) => inForm(REFERENCE.group[column], sub, 'text'),
  isObject: (document, place) => sql`json_type(${document}, ${jsonPath(place)}) IS 'object'`,
  isAssigned: (document, place) =>
    sql`EXISTS (SELECT 1 FROM json_tree(${document}, ${jsonPath(place)}) AS t WHERE t.atom <> '')`,
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  startsWith: (text, start) => sql`instr(${text}, ${start}) = 1`,
  // As bytes: a suffix of UTF-8 is one of the text, and a NUL in it does not end it.
  endsWith: (text, end) =>
    end === ''
      ? sql`${text} IS NOT NULL`
      : sql`substr(CAST(${text} AS BLOB), ${-byteLength(end)}) = CAST(${end} AS BLOB)`,
  isAmong: (ids) => sql`r.id IN (${ids})`,
  unindexed: (column) => sql`+${column}`,
  amongTexts: (key) => key,
  storesNul: true,
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length
