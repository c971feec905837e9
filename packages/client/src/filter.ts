export { buildFilter } from './filter/build-filter.ts'
export type { FilterExpression } from './filter/filter-expression.ts'
export type {
  Comparable,
  FilterFields,
  Ordered,
  Plural,
  Present,
  Text,
} from './filter/filter-fields.ts'
