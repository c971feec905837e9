export { createMemoryStore } from './create-memory-store.ts'
export {
  createScimServer,
  type ExchangeReport,
  type ForPrincipal,
  type ScimServer,
  type ScimServerOptions,
} from './create-scim-server.ts'
export type { Diagnostics, Password, Principal } from './exchange.ts'
export { defaultLimits, type Limits } from './limits.ts'
export type {
  ListPage,
  ListQuery,
  Member,
  Store,
  StoredResource,
  Write,
  WriteResult,
} from './store.ts'
