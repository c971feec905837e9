import type { AttributePath } from './attribute-path.ts'
import type { Filter } from './filter.ts'

/** A PATCH path: `[urn:]name[.sub]`, or `[urn:]name[filter][.sub]` (RFC 7644 §3.5.2). */
export interface Path extends AttributePath {
  readonly filter?: Filter
}
