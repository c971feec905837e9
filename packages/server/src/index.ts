export type { Authorize, Operation, Target } from './authorize.ts'
export { createMemoryStore } from './create-memory-store.ts'
export {
  createScimServer,
  type ExchangeReport,
  type ForPrincipal,
  type ScimServer,
  type ScimServerOptions,
} from './create-scim-server.ts'
export type { Diagnostics, ExplainedOperation, Password, Principal } from './exchange.ts'
export {
  type Hooks,
  hooksFor,
  type ResourceChange,
  type Revision,
  type WriteOperation,
} from './hooks.ts'
export { defaultLimits, type Limits } from './limits.ts'
export { type ReferentialIntegrityOptions, referentialIntegrity } from './referential-integrity.ts'
export type {
  ListPage,
  ListQuery,
  Member,
  Store,
  StoredResource,
  Write,
  WriteResult,
} from './store.ts'
export { strictFormats } from './strict-formats.ts'
