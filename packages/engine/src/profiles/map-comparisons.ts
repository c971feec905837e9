import type { Attribute } from '../attribute.ts'
import type { AttributePath } from '../attribute-path.ts'
import type { CompareFilter, Filter } from '../filter.ts'
import type { FilterTransform, Quirk } from '../profile.ts'

/** Reads one comparison of an attribute; gives it back when there is nothing to correct. */
export type ReadComparison = (
  comparison: CompareFilter,
  attribute: Attribute,
  report: (quirk: Quirk) => void,
) => CompareFilter

/** A filter's transform that looks at each comparison, also at those in brackets. */
/* @__NO_SIDE_EFFECTS__ */
export function mapComparisons(read: ReadComparison): FilterTransform {
  return (filter, { resolve, report }) => {
    const walk = (node: Filter, find: (path: AttributePath) => Attribute | undefined): Filter => {
      switch (node.op) {
        case 'and':
        case 'or':
          return { ...node, filters: node.filters.map((each) => walk(each, find)) }
        case 'not':
          return { ...node, filter: walk(node.filter, find) }
        case 'valuePath': {
          const attribute = find(node.path)
          const inside = ({ name }: AttributePath) =>
            attribute?.subAttributes.get(name.toLowerCase())
          return { ...node, filter: walk(node.filter, inside) }
        }
        case 'pr':
          return node
        default: {
          const attribute = find(node.path)
          return attribute ? read(node, attribute, report) : node
        }
      }
    }
    return walk(filter, resolve)
  }
}
