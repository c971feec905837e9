import type { PatchOperation } from '@scimwright/types'
import type { AttributeTable } from './attribute.ts'
import type { Filter } from './filter.ts'

/** One leniency that was applied to a request: which, where, and what was done. */
export interface Quirk {
  /** Name of the transform, such as `booleanStrings`. */
  readonly name: string
  /** The attribute path or operation it was applied to. */
  readonly path: string
  /** What was read as what; carries no values of the request. */
  readonly detail: string
}

/** What a transform may look at and tell. */
export interface TransformContext {
  readonly table: AttributeTable
  readonly report: (quirk: Quirk) => void
}

/** A named leniency: gives back its input, or a corrected copy of it; never changes it in place. */
export type Transform<T> = (input: T, context: TransformContext) => T

/** How one identity provider's dialect is read: transforms in front of the strict engine, applied in order. */
export interface Profile {
  readonly name: string
  /** PATCH operations, as a list: one may become several. */
  readonly patch: readonly Transform<readonly PatchOperation[]>[]
  /** The body of POST and PUT. */
  readonly resource: readonly Transform<Readonly<Record<string, unknown>>>[]
  readonly filter: readonly Transform<Filter>[]
  /** `replace` with a value path that matches nothing creates the element instead of 400 noTarget. */
  readonly createOnNoMatch: boolean
}
