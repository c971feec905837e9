export {
  type ConformanceOptions,
  checkConformance,
  type RuleResult,
} from './conformance/check-conformance.ts'
