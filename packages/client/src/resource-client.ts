import { type PatchOperation, type Stored, urns } from '@scimwright/types'
import type { CallOptions, ProjectionOptions } from './client-options.ts'
import { type LazyAnswer, lazyAnswer } from './lazy-answer.ts'
import { type ListParameters, type ResourceList, resourceList } from './resource-list.ts'
import type { Transport } from './transport.ts'

/** A PATCH: whom, and what to do (RFC 7644 §3.5.2). */
export interface PatchParameters {
  readonly id: string
  readonly operations: readonly PatchOperation[]
}

/** The resources of one type. Every method is `method(parameters, options)`. */
export interface ResourceClient<R> {
  /** @throws ClientError http 409 uniqueness, 400 invalidValue, … */
  create(resource: R, options?: CallOptions & ProjectionOptions): LazyAnswer<Stored<R>>
  /** @throws ClientError http 404. */
  get(id: string, options?: CallOptions & ProjectionOptions): LazyAnswer<Stored<R>>
  list(parameters?: ListParameters, options?: CallOptions): ResourceList<Stored<R>>
  /** Replaces everything: what is left out is cleared (RFC 7644 §3.5.1). */
  replace(
    resource: R & { id: string },
    options?: CallOptions & ProjectionOptions,
  ): LazyAnswer<Stored<R>>
  /** The resource as it is afterwards; undefined when the server answers 204. */
  patch(
    parameters: PatchParameters,
    options?: CallOptions & ProjectionOptions,
  ): LazyAnswer<Stored<R> | undefined>
  delete(id: string, options?: CallOptions): LazyAnswer<void>
}

/** The client of one endpoint, such as `/Users`. */
export const resourceClient = <R>(transport: Transport, endpoint: string): ResourceClient<R> => {
  const at = (id: string, options?: ProjectionOptions): string =>
    `${endpoint}/${encodeURIComponent(id)}${projection(options)}`
  const asResource = (data: unknown): Stored<R> => data as Stored<R>
  return {
    create: (body, options) =>
      lazyAnswer(
        () =>
          transport({
            method: 'POST',
            path: endpoint + projection(options),
            body,
            idempotent: false,
            options,
          }),
        asResource,
      ),
    get: (id, options) =>
      lazyAnswer(
        () => transport({ method: 'GET', path: at(id, options), idempotent: true, options }),
        asResource,
      ),
    list: (parameters = {}, options = undefined) =>
      resourceList<Stored<R>>(transport, endpoint, { parameters, options }),
    replace: (body, options) =>
      lazyAnswer(
        () =>
          transport({ method: 'PUT', path: at(body.id, options), body, idempotent: true, options }),
        asResource,
      ),
    patch: ({ id, operations }, options) =>
      lazyAnswer(
        () =>
          transport({
            method: 'PATCH',
            path: at(id, options),
            body: { schemas: [urns.PatchOp], Operations: operations },
            idempotent: options?.ifMatch !== undefined || operations.every(isIdempotent),
            options,
          }),
        (data) => data as Stored<R> | undefined,
      ),
    delete: (id, options) =>
      lazyAnswer(
        () => transport({ method: 'DELETE', path: at(id), idempotent: true, options }),
        () => undefined,
      ),
  }
}

// Adding may append twice, unless what is added is told apart by its value.
const isIdempotent = ({ op, path }: PatchOperation): boolean => op !== 'add' || path === 'members'

const projection = ({ attributes, excludedAttributes }: ProjectionOptions = {}): string => {
  const query = new URLSearchParams()
  if (attributes) query.set('attributes', attributes.join(','))
  if (excludedAttributes) query.set('excludedAttributes', excludedAttributes.join(','))
  return query.size > 0 ? `?${query}` : ''
}
