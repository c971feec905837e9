export {
  BulkRequest,
  BulkResponse,
  ErrorResponse,
  ListResponse,
  PatchOp,
  SearchRequest,
} from './messages.ts'
export { type ScimIssue, scimIssues } from './scim-issues.ts'
export { type ValidatorMode, validatorFor } from './validator.ts'
