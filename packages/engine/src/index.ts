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
export type { Path } from './path.ts'
export type { Profile, Quirk, Transform, TransformContext } from './profile.ts'
