import type { ResourceTypeDefinition } from '@scimwright/types'

/** What the path below the base URL names (RFC 7644 §3.2). */
export type Route =
  | { readonly kind: 'collection'; readonly resourceType: ResourceTypeDefinition }
  | {
      readonly kind: 'resource'
      readonly resourceType: ResourceTypeDefinition
      readonly id: string
    }
  | { readonly kind: 'search'; readonly resourceTypes: readonly ResourceTypeDefinition[] }
  | { readonly kind: 'root' }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'me' }
  | { readonly kind: 'serviceProviderConfig' }
  | { readonly kind: 'schemas' | 'resourceTypes'; readonly id?: string }

/** The route of a path, `/Users/2819c223`; undefined when it names nothing. A slash at the end does not matter. */
export const routeOf = (
  path: string,
  resourceTypes: readonly ResourceTypeDefinition[],
): Route | undefined => {
  const segments = decodeSegments(path)
  const [first, second, ...more] = segments ?? []
  if (!segments || more.length > 0) return undefined
  if (first === undefined) return { kind: 'root' }
  const fixed = fixedRoute(first, second, resourceTypes)
  if (fixed) return fixed
  const resourceType = resourceTypes.find(({ endpoint }) => endpoint === `/${first}`)
  if (!resourceType) return undefined
  if (second === undefined) return { kind: 'collection', resourceType }
  if (second === '.search') return { kind: 'search', resourceTypes: [resourceType] }
  return { kind: 'resource', resourceType, id: second }
}

const fixedRoute = (
  first: string,
  second: string | undefined,
  resourceTypes: readonly ResourceTypeDefinition[],
): Route | undefined => {
  if (first === 'Schemas' || first === 'ResourceTypes')
    return {
      kind: first === 'Schemas' ? 'schemas' : 'resourceTypes',
      ...(second !== undefined && { id: second }),
    }
  if (second !== undefined) return undefined
  if (first === '.search') return { kind: 'search', resourceTypes }
  if (first === 'ServiceProviderConfig') return { kind: 'serviceProviderConfig' }
  if (first === 'Bulk') return { kind: 'bulk' }
  return first === 'Me' ? { kind: 'me' } : undefined
}

const decodeSegments = (path: string): string[] | undefined => {
  try {
    const segments = path.split('/').filter(Boolean)
    return path.includes('%') ? segments.map(decodeURIComponent) : segments
  } catch {
    return undefined
  }
}
