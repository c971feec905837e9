/** What one database says differently in the statements of filters and lists. */
export interface Dialect {
  readonly name: 'sqlite'
  /** The placeholder of the value with this number, counted from 1. */
  readonly placeholder: (index: number) => string
}

/** SQLite 3.51.3 or newer. */
export const sqlite: Dialect = {
  name: 'sqlite',
  placeholder: () => '?',
}
