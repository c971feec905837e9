/** SQL with a name under which a connection keeps it prepared; without one it is prepared each time. */
export interface Prepared {
  readonly name?: string
  readonly text: string
}

/** What a statement is given for its placeholders. */
export type Parameter = string | number | null | Uint8Array | readonly (string | number | null)[]
