export {
  type Attribute,
  type AttributeTable,
  attributeTable,
  type ExtensionAttributes,
} from './attribute.ts'
export {
  type AttributePath,
  formatAttributePath,
  resolveAttribute,
  resolveExtension,
} from './attribute-path.ts'
export type { ChangedAttribute, MemberDelta, MemberValue } from './changes.ts'
export { compareCodePoints } from './compare-code-points.ts'
export {
  type CompileFilterOptions,
  compileElementFilter,
  compileFilter,
  type Predicate,
} from './compile-filter.ts'
export { compareInstants, type Instant, parseDateTime } from './date-time.ts'
export type {
  CompareFilter,
  CompareOperator,
  Filter,
  FilterLimits,
  FilterValue,
  LogicalFilter,
  NotFilter,
  PresentFilter,
  Span,
  ValuePathFilter,
} from './filter.ts'
export { fold } from './fold.ts'
export { formatFilter } from './format-filter.ts'
export { formatPath } from './format-path.ts'
export { parseFilter } from './parse-filter.ts'
export { parsePath } from './parse-path.ts'
export type { Path } from './path.ts'
export type { Profile, Quirk, Transform, TransformContext } from './profile.ts'
export { compileProjection, type Projection, type ProjectOptions, project } from './project.ts'
export { type SortOptions, sortAttribute, sortResources } from './sort-resources.ts'
