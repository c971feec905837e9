/** A resource, as far as it is compared. */
export type Comparable = Readonly<Record<string, unknown>>

/** Finds resources by what they are matched by. */
export interface ResourceIndex {
  /** Those that have the first attribute in common that finds anybody; `by` is its place. */
  find(desired: Comparable): { readonly by: number; readonly found: readonly Comparable[] }
}

/** An index over resources by attributes, most telling first. */
export const indexResources = (
  resources: readonly Comparable[],
  match: readonly string[],
): ResourceIndex => {
  const maps = match.map((name) => {
    const byValue = new Map<string, Comparable[]>()
    for (const resource of resources) {
      const key = folded(name, resource[name])
      if (key === undefined) continue
      const same = byValue.get(key)
      if (same) same.push(resource)
      else byValue.set(key, [resource])
    }
    return byValue
  })
  return {
    find: (desired) => {
      for (const [by, name] of match.entries()) {
        const key = folded(name, desired[name])
        const found = key === undefined ? undefined : maps[by]?.get(key)
        if (found) return { by, found }
      }
      return { by: match.length, found: [] }
    },
  }
}

/** What a resource is called in a plan: the first attribute it has. */
export const keyOf = (resource: Comparable, match: readonly string[]): string | undefined => {
  for (const name of match) {
    const key = folded(name, resource[name])
    if (key !== undefined) return key
  }
  return undefined
}

// externalId is the one that is compared exactly (RFC 7643 §3.1).
const folded = (name: string, value: unknown): string | undefined => {
  if (typeof value !== 'string' || value === '') return undefined
  return name === 'externalId' ? value : value.toLowerCase()
}
