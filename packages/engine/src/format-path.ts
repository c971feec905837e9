import { formatAttributePath } from './attribute-path.ts'
import { formatFilter } from './format-filter.ts'
import type { Path } from './path.ts'

/** The text of a PATCH path (RFC 7644 §3.5.2). */
export const formatPath = ({ filter, sub, ...attribute }: Path): string =>
  filter
    ? `${formatAttributePath(attribute)}[${formatFilter(filter)}]${sub === undefined ? '' : `.${sub}`}`
    : formatAttributePath({ ...attribute, ...(sub !== undefined && { sub }) })
