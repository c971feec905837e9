import { formatFilter } from '@scimwright/engine'
import type { CallOptions } from '../client-options.ts'
import { fetchPage } from '../list/fetch-page.ts'
import { idOf } from '../list/page.ts'
import type { Endpoint } from './endpoint.ts'

/** What to look for. */
export interface Sought {
  readonly resource: Readonly<Record<string, unknown>>
  readonly keys: readonly string[]
}

/** The id of the one resource that has one of the keys in common; undefined when there is none, or more than one. */
export const findExisting = async (
  { connection, path }: Endpoint,
  { resource, keys }: Sought,
  options: CallOptions | undefined,
): Promise<string | undefined> => {
  for (const key of keys) {
    const value = resource[key]
    if (typeof value !== 'string' || value === '') continue
    const filter = formatFilter({ op: 'eq', path: { name: key }, value, start: 0, end: 0 })
    const { resources } = await fetchPage<Record<string, unknown>>(connection, {
      endpoint: path,
      query: { filter, count: 2 },
      options,
    })
    // A server that ignores filters answers with strangers.
    const found = resources.filter((each) => isSame(each[key], value))
    if (found.length === 1) return idOf(found[0])
    if (found.length > 1) return undefined
  }
  return undefined
}

const isSame = (found: unknown, sought: string): boolean =>
  typeof found === 'string' && found.toLowerCase() === sought.toLowerCase()
