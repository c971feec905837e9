/** One attribute a PATCH or PUT changed: its path and its value before and after; undefined where unassigned. */
export interface ChangedAttribute {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** What a PATCH makes of a reference collection such as `members`, without having read it. */
export interface MemberDelta {
  /** The whole collection becomes `add`. */
  readonly replaceAll: boolean
  /** Elements to add, one per `value`. */
  readonly add: readonly MemberValue[]
  /** The `value`s to remove; empty when `replaceAll`. */
  readonly remove: readonly string[]
  /** Those of `remove` that must be members: where one is not, the whole PATCH is 400 noTarget. */
  readonly mustMatch?: readonly string[]
}

/** An element of a reference collection. */
export interface MemberValue {
  readonly value: string
  readonly [subAttribute: string]: unknown
}
