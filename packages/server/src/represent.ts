import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Exchange } from './exchange.ts'
import { presenter } from './present-resource.ts'
import { projectionOf } from './query-parameters.ts'
import type { StoredResource } from './store.ts'

interface Representation extends Pick<Exchange, 'baseUrl' | 'resourceTypes'> {
  readonly json: string
}

const written = new WeakMap<StoredResource, Representation>()

/**
 * A resource in JSON, as the client of an exchange gets to see it.
 *
 * A store that freezes what it gives back says that it stays as it is: unless some of it was asked for only, such a
 * resource is written once.
 */
export const represent = (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): string => {
  const { baseUrl, resourceTypes, query } = exchange
  const write = () =>
    JSON.stringify(presenter(exchange, resourceType, projectionOf(exchange))(resource))
  if (query !== '' || !Object.isFrozen(resource)) return write()
  const known = written.get(resource)
  if (known?.baseUrl === baseUrl && known.resourceTypes === resourceTypes) return known.json
  const json = write()
  written.set(resource, { baseUrl, resourceTypes, json })
  return json
}
