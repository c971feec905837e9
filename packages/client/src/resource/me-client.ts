import type { Stored } from '@scimwright/types'
import { urns } from '@scimwright/types'
import type { CallOptions, ProjectionOptions } from '../client-options.ts'
import type { Connection } from '../connection.ts'
import { type LazyAnswer, lazyAnswer } from '../http/lazy-answer.ts'
import { projection } from './projection.ts'
import { operationsFrom, type PatchInput } from './resource-client.ts'

/** The user that belongs to the token (RFC 7644 §3.11). */
export interface MeClient<R> {
  get(options?: CallOptions & ProjectionOptions): LazyAnswer<Stored<R>>
  replace(resource: R, options?: CallOptions & ProjectionOptions): LazyAnswer<Stored<R>>
  patch(
    parameters: { readonly operations: PatchInput<R> },
    options?: CallOptions & ProjectionOptions,
  ): LazyAnswer<Stored<R> | undefined>
  delete(options?: CallOptions): LazyAnswer<void>
}

/** The client of `/Me`. */
export const meClient = <R>({ send }: Connection): MeClient<R> => {
  const ask = (
    method: string,
    options: (CallOptions & ProjectionOptions) | undefined,
    body?: unknown,
  ) => {
    const path = `/Me${projection(options)}`
    return send({ method, path, body, idempotent: method !== 'PATCH', options })
  }
  return {
    get: (options) =>
      lazyAnswer(
        () => ask('GET', options),
        (data) => data as Stored<R>,
      ),
    replace: (resource, options) =>
      lazyAnswer(
        () => ask('PUT', options, resource),
        (data) => data as Stored<R>,
      ),
    patch: ({ operations }, options) =>
      lazyAnswer(
        () => {
          const Operations = operationsFrom(operations)(undefined)
          return ask('PATCH', options, { schemas: [urns.PatchOp], Operations })
        },
        (data) => data as Stored<R> | undefined,
      ),
    delete: (options) =>
      lazyAnswer(
        () => ask('DELETE', options),
        () => undefined,
      ),
  }
}
