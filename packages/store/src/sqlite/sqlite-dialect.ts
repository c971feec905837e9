import type { Dialect } from '../dialect.ts'
import { sql } from '../sql.ts'

// A quoted label reaches every name, also one with dots, colons or a leading dollar sign.
const jsonPath = (place: readonly string[]): string =>
  `$${place.map((name) => `.${JSON.stringify(name)}`).join('')}`

/** SQLite 3.51.3 or newer, on a connection that has the functions of `addSqliteFunctions`. */
export const sqlite: Dialect = {
  value: (document, place) => sql`json_extract(${document}, ${jsonPath(place)})`,
  elements: (document, place, alias) => sql`json_each(${document}, ${jsonPath(place)}) AS ${alias}`,
  isObject: (document, place) => sql`json_type(${document}, ${jsonPath(place)}) IS 'object'`,
  isAssigned: (document, place) =>
    sql`EXISTS (SELECT 1 FROM json_tree(${document}, ${jsonPath(place)}) AS t WHERE t.atom <> '')`,
  fold: (text) => sql`scim_fold(${text})`,
  instantKey: (text) => sql`scim_instant_key(${text})`,
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  startsWith: (text, start) => sql`instr(${text}, ${start}) = 1`,
  // As bytes: a suffix of UTF-8 is one of the text, and a NUL in it does not end it.
  endsWith: (text, end) =>
    end === ''
      ? sql`${text} IS NOT NULL`
      : sql`substr(CAST(${text} AS BLOB), ${-byteLength(end)}) = CAST(${end} AS BLOB)`,
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length
