export { ClientError, type ClientErrorCode, isClientError } from './client-error.ts'
export type {
  CallOptions,
  Fetch,
  Middleware,
  ProjectionOptions,
  RetryOptions,
  ScimClientOptions,
  TokenProvider,
} from './client-options.ts'
export { createScimClient, type ScimClient } from './create-scim-client.ts'
export type { LazyAnswer } from './lazy-answer.ts'
export type { PatchParameters, ResourceClient } from './resource-client.ts'
export type { ListParameters, Page, ResourceList } from './resource-list.ts'
