import type { PatchOperation, Stored } from '@scimwright/types'
import type { CallOptions, ProjectionOptions, WriteOptions } from '../client-options.ts'
import { type LazyAnswer, lazyAnswer } from '../http/lazy-answer.ts'
import type { ListParameters } from '../list/list-parameters.ts'
import { type ResourceList, resourceList } from '../list/resource-list.ts'
import { buildPatch } from '../patch/build-patch.ts'
import type { PatchBuilder } from '../patch/patch-builder.ts'
import { checkResource } from './check-resource.ts'
import { type CreateOptions, createResource } from './create-resource.ts'
import { deleteResource } from './delete-resource.ts'
import { type Endpoint, readResource } from './endpoint.ts'
import { patchResource } from './patch-resource.ts'
import { replaceResource } from './replace-resource.ts'

/** The operations of a PATCH, or what makes them; `current` is there with `ifMatch: 'auto'`. */
export type PatchInput<R> =
  | readonly PatchOperation[]
  | ((patch: PatchBuilder<R>, current: Stored<R> | undefined) => PatchBuilder<R>)

/** A PATCH: whom, and what to do (RFC 7644 §3.5.2). */
export interface PatchParameters<R> {
  readonly id: string
  readonly operations: PatchInput<R>
}

/** The resources of one type. Every method is `method(parameters, options)`. */
export interface ResourceClient<R> {
  /** With `ifExists` it finds the resource that is there already; the status is 201 when it was made. */
  create(resource: R, options?: CreateOptions): LazyAnswer<Stored<R>>
  /** @throws ClientError http 404. */
  get(id: string, options?: CallOptions & ProjectionOptions): LazyAnswer<Stored<R>>
  list(parameters?: ListParameters<R>, options?: CallOptions): ResourceList<Stored<R>>
  /** Replaces everything: what is left out is cleared (RFC 7644 §3.5.1). */
  replace(
    resource: R & { id: string },
    options?: WriteOptions & ProjectionOptions,
  ): LazyAnswer<Stored<R>>
  /** The resource as it is afterwards; undefined when the server answers 204. */
  patch(
    parameters: PatchParameters<R>,
    options?: WriteOptions & ProjectionOptions,
  ): LazyAnswer<Stored<R> | undefined>
  delete(id: string, options?: WriteOptions): LazyAnswer<void>
}

/** The client of one endpoint, such as `/Users`. */
export const resourceClient = <R>(endpoint: Endpoint): ResourceClient<R> => {
  const { connection, path } = endpoint
  const checked =
    (options: CallOptions | undefined) =>
    (data: unknown): Stored<R> => {
      checkResource(data, connection, options)
      return data as Stored<R>
    }
  return {
    create: (resource, options) =>
      lazyAnswer(() => createResource(endpoint, resource as object, options), checked(options)),
    get: (id, options) => lazyAnswer(() => readResource(endpoint, id, options), checked(options)),
    list: (parameters = {}, options = undefined) =>
      resourceList<R, Stored<R>>(connection, { endpoint: path, parameters, options }),
    replace: (resource, options) =>
      lazyAnswer(() => replaceResource(endpoint, resource, options), checked(options)),
    patch: ({ id, operations }, options) =>
      lazyAnswer(
        () => patchResource(endpoint, { id, operationsFor: operationsFrom(operations) }, options),
        (data) => (data === undefined ? undefined : checked(options)(data)),
      ),
    delete: (id, options) =>
      lazyAnswer(
        () => deleteResource(endpoint, id, options),
        () => undefined,
      ),
  }
}

/** What makes the operations for a resource that was read; operations that are there already do not depend on it. */
export const operationsFrom = <R>(
  input: PatchInput<R>,
): ((current?: unknown) => readonly PatchOperation[]) =>
  typeof input === 'function'
    ? (current: unknown) => buildPatch<R>((patch) => input(patch, current as Stored<R> | undefined))
    : () => input
