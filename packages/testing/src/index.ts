export {
  type ConformanceOptions,
  checkConformance,
  type RuleResult,
} from './conformance/check-conformance.ts'
export type { Fault, FaultOptions } from './msw/fault.ts'
export { faults } from './msw/faults.ts'
export { type ScimHandlersOptions, scimHandlers, TEST_DIRECTORY } from './msw/scim-handlers.ts'
