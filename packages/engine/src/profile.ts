import type { PatchOperation } from '@scimwright/types'
import type { Attribute, AttributeTable } from './attribute.ts'
import type { AttributePath } from './attribute-path.ts'
import type { Filter } from './filter.ts'

/** One leniency that was applied to a request: which, where, and what was done. */
export interface Quirk {
  /** Name of the transform or tolerance, such as `booleanStrings`. */
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

/** What a filter's transform may look at: `resolve` knows whether the filter stands in brackets. */
export interface FilterTransformContext extends TransformContext {
  readonly resolve: (path: AttributePath) => Attribute | undefined
}

/** A leniency about filters. */
export type FilterTransform = (filter: Filter, context: FilterTransformContext) => Filter

/**
 * A leniency that depends on the resource, so that the engine itself grants it:
 * `replaceNoMatch` replace with a value path that matches nothing creates the element instead of 400 noTarget;
 * `removeNoMatch` remove with a filter that matches nothing changes nothing instead of 400 noTarget;
 * `emptyOperations` a PATCH without operations changes nothing instead of 400 invalidSyntax;
 * `unknownPaths` operations on attributes nobody defined are left out instead of 400 invalidPath;
 * `schemas` URNs nobody knows in `schemas`, or no `schemas` at all, are passed over instead of 400 invalidValue;
 * `unquotedValues` a string in a query's filter may lack its quotes instead of 400 invalidFilter;
 * `attributeFilters` brackets in `attributes` are passed over instead of 400 invalidValue;
 * `primaries` of several primary elements the last one stays primary instead of 400 invalidValue.
 */
export type Tolerance =
  | 'replaceNoMatch'
  | 'removeNoMatch'
  | 'emptyOperations'
  | 'unknownPaths'
  | 'schemas'
  | 'primaries'
  | 'unquotedValues'
  | 'attributeFilters'

/** How one identity provider's dialect is read: transforms in front of the strict engine, applied in order. */
export interface Profile {
  readonly name: string
  /** PATCH operations, as a list: one may become several. */
  readonly patch: readonly Transform<readonly PatchOperation[]>[]
  /** The body of POST and PUT. */
  readonly resource: readonly Transform<Readonly<Record<string, unknown>>>[]
  /** Filters of queries and of value paths. */
  readonly filter: readonly FilterTransform[]
  readonly tolerates: ReadonlySet<Tolerance>
}
