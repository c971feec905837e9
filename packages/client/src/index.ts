export type { Auth, FixedAuth, TokenProvider } from './auth/auth.ts'
export { basic, bearer } from './auth/fixed-auth.ts'
export { type ClientCredentials, oauthClientCredentials } from './auth/oauth-client-credentials.ts'
export type { BulkParameters } from './bulk/send-bulk.ts'
export { ClientError, type ClientErrorCode, isClientError } from './client-error.ts'
export type {
  CallOptions,
  Fetch,
  Middleware,
  ProjectionOptions,
  RetryOptions,
  ScimClientOptions,
  Validation,
  WriteOptions,
} from './client-options.ts'
export { createScimClient, type GroupClient, type ScimClient } from './create-scim-client.ts'
export {
  createDirectoryClient,
  type DirectoryClient,
  type DirectoryClientOptions,
  type DirectorySchemas,
} from './directory/create-directory-client.ts'
export type { FollowOptions } from './directory/follow-events.ts'
export type { CursorPage, PagedList } from './directory/paged-list.ts'
export type { Capabilities, Capability, ServerLimits, Support } from './discovery/capabilities.ts'
export type { Feature, Target, TargetName } from './discovery/targets.ts'
export type { LazyAnswer } from './http/lazy-answer.ts'
export type { FilterInput, ListParameters } from './list/list-parameters.ts'
export type { Page } from './list/page.ts'
export type { ResourceList, Snapshot } from './list/resource-list.ts'
export type { Log, LogLevel } from './log.ts'
export type { MemberChange, MemberOptions, MembersClient } from './members/members-client.ts'
export type { ChunkProgress } from './members/send-in-chunks.ts'
export type { CreateOptions } from './resource/create-resource.ts'
export type { MeClient } from './resource/me-client.ts'
export type { PatchInput, PatchParameters, ResourceClient } from './resource/resource-client.ts'
