import type { PatchOperation } from '@scimwright/types'
import type { FilterExpression } from '../filter/filter-expression.ts'
import type { FilterFields } from '../filter/filter-fields.ts'
import type {
  AddedValue,
  CollectionName,
  ElementOf,
  ExtensionOf,
  ExtensionUrn,
  PatchPath,
  PatchValue,
} from './patch-targets.ts'

/** Collects the operations of a PATCH; every method gives the builder back. */
export interface PatchBuilder<R> {
  replace<P extends PatchPath<R>>(path: P, value: PatchValue<R, P>): PatchBuilder<R>
  add<P extends PatchPath<R>>(path: P, value: AddedValue<R, P>): PatchBuilder<R>
  remove(path: PatchPath<R>): PatchBuilder<R>
  /** Sets an attribute of an extension. */
  set<U extends ExtensionUrn<R>, N extends keyof ExtensionOf<R, U>>(
    urn: U,
    name: N,
    value: ExtensionOf<R, U>[N],
  ): PatchBuilder<R>
  /** Removes an attribute of an extension. */
  unset<U extends ExtensionUrn<R>>(urn: U, name: keyof ExtensionOf<R, U>): PatchBuilder<R>
  /** The elements of a collection that a filter finds. */
  where<K extends CollectionName<R>>(
    collection: K,
    filter: (element: FilterFields<ElementOf<R, K>>) => FilterExpression,
  ): ElementPatch<R, ElementOf<R, K>>
  /** An operation as it is: for paths that only the server knows. */
  unsafe(operation: PatchOperation): PatchBuilder<R>
}

/** What can be done to elements of a collection. */
export interface ElementPatch<R, E> {
  replace<N extends keyof E>(name: N, value: NonNullable<E[N]>): PatchBuilder<R>
  add<N extends keyof E>(name: N, value: NonNullable<E[N]>): PatchBuilder<R>
  /** Without a name the elements themselves are removed. */
  remove(name?: keyof E): PatchBuilder<R>
}
