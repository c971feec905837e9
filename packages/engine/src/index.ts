export { type ApplyPatchOptions, applyPatch, type PatchResult } from './apply-patch.ts'
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
export { changedAttributes } from './changed-attributes.ts'
export type { ChangedAttribute, MemberDelta, MemberValue } from './changes.ts'
export { compareCodePoints } from './compare-code-points.ts'
export {
  type CompileFilterOptions,
  compileElementFilter,
  compileFilter,
  type NormalizeFilterOptions,
  normalizeFilter,
  type Predicate,
} from './compile-filter.ts'
export { compareInstants, type Instant, parseDateTime } from './date-time.ts'
export { isReferenceCollection } from './elements.ts'
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
export { hasAttribute, isForeign, narrowFilter } from './narrow-filter.ts'
export {
  type NormalizedResource,
  type NormalizeOptions,
  normalizeResource,
} from './normalize-resource.ts'
export { type ParseFilterOptions, parseFilter } from './parse-filter.ts'
export { parsePath } from './parse-path.ts'
export type { PatchOptions } from './patch-operation.ts'
export type { Path } from './path.ts'
export { type MemberPlan, planMembers } from './plan-members.ts'
export type {
  FilterTransform,
  FilterTransformContext,
  Profile,
  Quirk,
  Tolerance,
  Transform,
  TransformContext,
} from './profile.ts'
export { type ProfileName, profileByName, profiles } from './profiles/index.ts'
export { compileProjection, type Projection, type ProjectOptions, project } from './project.ts'
export { type SortOptions, sortAttribute, sortResources } from './sort-resources.ts'
