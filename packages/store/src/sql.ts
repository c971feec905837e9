/** A value that travels beside the text of a statement, never in it. */
export type SqlValue = string | number | null

const SQL = Symbol('sql')

/** A piece of SQL made by the `sql` tag: its text comes from literals only. */
export interface Sql {
  readonly [SQL]: true
  /** One more than there are values. */
  readonly strings: readonly string[]
  readonly values: readonly SqlValue[]
}

/**
 * SQL text with values: a piece of SQL inside `${}` becomes text, everything else a bound value.
 *
 * @example
 * const statement = toStatement(sql`SELECT doc FROM resource r WHERE r.directory_id = ${id} AND ${where(id)}`, 'sqlite')
 */
export const sql = (literals: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql => {
  const strings = [literals[0] ?? '']
  const values: SqlValue[] = []
  parts.forEach((part, index) => {
    const following = literals[index + 1] ?? ''
    if (!isSql(part)) {
      values.push(part)
      strings.push(following)
      return
    }
    const [first = '', ...others] = part.strings
    strings[strings.length - 1] += first
    strings.push(...others)
    values.push(...part.values)
    strings[strings.length - 1] += following
  })
  return { [SQL]: true, strings, values }
}

/** Pieces of SQL with another between each two. */
export const joinSql = (pieces: readonly Sql[], separator: Sql): Sql =>
  pieces.reduce(
    (joined, piece, index) => (index === 0 ? piece : sql`${joined}${separator}${piece}`),
    sql``,
  )

/** A statement as a driver takes it. */
export interface Statement {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** The databases statements are written for. */
export type DialectName = 'sqlite' | 'postgres'

const PLACEHOLDERS: Readonly<Record<DialectName, (index: number) => string>> = {
  sqlite: () => '?',
  postgres: (index) => `$${index}`,
}

/** The text, with the placeholders of a dialect, and the values of a piece of SQL. */
export const toStatement = ({ strings, values }: Sql, dialect: DialectName): Statement => {
  const placeholder = PLACEHOLDERS[dialect]
  const text = strings.reduce((whole, string, index) => `${whole}${placeholder(index)}${string}`)
  return { text, values }
}

const isSql = (part: Sql | SqlValue): part is Sql =>
  typeof part === 'object' && part !== null && SQL in part
