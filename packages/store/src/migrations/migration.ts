/** One step of the schema; what is released is never changed again. */
export interface Migration {
  /** 1, 2, 3, … without gaps. */
  readonly number: number
  readonly name: string
  /** SQL statements, run in one transaction. */
  readonly statements: string
}
