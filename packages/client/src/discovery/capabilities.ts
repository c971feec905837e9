import type { Feature, Target } from './targets.ts'

/** `unknown` is not `no`: the server did not say, or said something that cannot be read. */
export type Support = 'yes' | 'no' | 'unknown'

/** Whether something is supported, and who says so: the target, the server's own configuration, or an answer it gave. */
export interface Capability {
  readonly supported: Support
  readonly source: 'target' | 'server' | 'observed' | 'none'
}

/** The numbers a server gives; each undefined when it does not, or not as a number. */
export interface ServerLimits {
  readonly maxOperations: number | undefined
  readonly maxPayloadSize: number | undefined
  readonly maxResults: number | undefined
  readonly maxPageSize: number | undefined
}

/** What a server can do, as far as it is known. */
export interface Capabilities extends Readonly<Record<Feature, Capability>> {
  readonly limits: ServerLimits
  /** Paths of the configuration that could not be read. */
  readonly unreadable: readonly string[]
}

/** What is known from elsewhere than the server's configuration. */
interface Known {
  readonly target: Target
  readonly observed: ReadonlyMap<Feature, Support>
}

/** Reads a ServiceProviderConfig field by field: one that is missing or broken says nothing about the others (RFC 7643 §5). */
export const readCapabilities = (document: unknown, { target, observed }: Known): Capabilities => {
  const unreadable: string[] = []
  const at = (path: readonly string[]): unknown =>
    path.reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[name]
          : undefined,
      document,
    )
  const read = <T>(path: string, convert: (value: unknown) => T | undefined): T | undefined => {
    const value = at(path.split('.'))
    const converted = convert(value)
    if (converted === undefined && value !== undefined && value !== null) unreadable.push(path)
    return converted
  }
  const feature = (name: Feature, path?: string): Capability => {
    const told = target.features?.[name]
    if (told) return { supported: told, source: 'target' }
    const said = path === undefined ? undefined : read(path, toBoolean)
    if (said !== undefined) return { supported: said ? 'yes' : 'no', source: 'server' }
    const seen = observed.get(name)
    return seen ? { supported: seen, source: 'observed' } : { supported: 'unknown', source: 'none' }
  }
  return {
    patch: feature('patch', 'patch.supported'),
    put: feature('put'),
    bulk: feature('bulk', 'bulk.supported'),
    filter: feature('filter', 'filter.supported'),
    sort: feature('sort', 'sort.supported'),
    etag: feature('etag', 'etag.supported'),
    changePassword: feature('changePassword', 'changePassword.supported'),
    search: feature('search'),
    cursor: feature('cursor', 'pagination.cursor'),
    limits: {
      maxOperations: read('bulk.maxOperations', toCount),
      maxPayloadSize: read('bulk.maxPayloadSize', toCount),
      maxResults: read('filter.maxResults', toCount),
      maxPageSize: read('pagination.maxPageSize', toCount),
    },
    unreadable,
  }
}

const toBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.toLowerCase() : ''
  return text === 'true' || text === 'false' ? text === 'true' : undefined
}

const toCount = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return Number.isInteger(number) && (number as number) > 0 ? (number as number) : undefined
}
