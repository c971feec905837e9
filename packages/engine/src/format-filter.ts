import { formatAttributePath } from './attribute-path.ts'
import type { Filter } from './filter.ts'

/** The text of a filter, with just the parentheses that parsing it back needs (RFC 7644 §3.4.2.2). */
export const formatFilter = (filter: Filter): string => {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.filters
        .map((child) =>
          needsParentheses(filter.op, child) ? `(${formatFilter(child)})` : formatFilter(child),
        )
        .join(` ${filter.op} `)
    case 'not':
      return `not (${formatFilter(filter.filter)})`
    case 'pr':
      return `${formatAttributePath(filter.path)} pr`
    case 'valuePath':
      return `${formatAttributePath(filter.path)}[${formatFilter(filter.filter)}]`
    default:
      return `${formatAttributePath(filter.path)} ${filter.op} ${JSON.stringify(filter.value)}`
  }
}

const needsParentheses = (parent: 'and' | 'or', child: Filter): boolean =>
  child.op === parent || (parent === 'and' && child.op === 'or')
