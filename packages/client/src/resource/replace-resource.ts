import type { PatchOperation } from '@scimwright/types'
import { isClientError } from '../client-error.ts'
import type { ProjectionOptions, WriteOptions } from '../client-options.ts'
import type { Answer } from '../http/call.ts'
import { atVersion } from './at-version.ts'
import { type Endpoint, readResource, resourcePath } from './endpoint.ts'
import { patchResource } from './patch-resource.ts'
import { withoutProjection } from './projection.ts'

type Options = WriteOptions & ProjectionOptions

/** Replaces a resource by PUT, or by PATCH where the server turns out to have no PUT. */
export const replaceResource = async (
  endpoint: Endpoint,
  resource: object & { readonly id: string },
  options: Options | undefined,
): Promise<Answer> => {
  const { discovery } = endpoint.connection
  if (discovery.known().put.supported === 'no') return replaceByPatch(endpoint, resource, options)
  try {
    return await put(endpoint, resource, options)
  } catch (error) {
    if (!isClientError(error, 'http') || ![404, 405, 501].includes(error.status ?? 0)) throw error
    // A 404 may mean the method: whether the resource is gone is for GET to say.
    const isThere = await readResource(endpoint, resource.id, withoutProjection(options)).catch(
      () => undefined,
    )
    if (!isThere || discovery.known().patch.supported === 'no') throw error
    discovery.observe('put', 'no')
    return replaceByPatch(endpoint, resource, options)
  }
}

const put = (
  endpoint: Endpoint,
  resource: object & { readonly id: string },
  options: Options | undefined,
): Promise<Answer> => {
  const send = (version: string | undefined) =>
    endpoint.connection.send({
      method: 'PUT',
      path: resourcePath(endpoint, resource.id, options),
      body: resource,
      idempotent: true,
      headers: version === undefined ? {} : { 'if-match': version },
      options,
    })
  if (options?.ifMatch !== 'auto') return send(options?.ifMatch)
  const { meta } = resource as { meta?: { version?: string } }
  // What was made from a version must not overwrite a newer one.
  if (meta?.version !== undefined) return send(meta.version)
  return atVersion({
    read: () => readResource(endpoint, resource.id, withoutProjection(options)),
    write: (_, version) => send(version),
    repeatable: () => true,
  })
}

const replaceByPatch = (
  endpoint: Endpoint,
  resource: object & { readonly id: string },
  options: Options | undefined,
): Promise<Answer> =>
  patchResource(
    endpoint,
    {
      id: resource.id,
      operationsFor: (current) => operationsFor(endpoint, { current, desired: resource }),
    },
    { ...options, ifMatch: options?.ifMatch ?? 'auto' },
  )

// What PUT would clear is removed: the attributes that are there and not wanted any more.
const operationsFor = (
  { readOnly }: Endpoint,
  { current, desired }: { readonly current: unknown; readonly desired: object },
): PatchOperation[] => {
  const kept = new Set(['schemas', 'id', 'meta', ...readOnly])
  const wanted = Object.entries(desired).filter(([name, value]) => !kept.has(name) && value != null)
  const names = new Set(wanted.map(([name]) => name))
  const cleared = Object.keys((current ?? {}) as object).filter(
    (name) => !kept.has(name) && !names.has(name),
  )
  return [
    ...wanted.map(([path, value]) => ({ op: 'replace', path, value }) as const),
    ...cleared.map((path) => ({ op: 'remove', path }) as const),
  ]
}
