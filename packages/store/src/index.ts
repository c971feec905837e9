export type {
  AttemptOutcome,
  Change,
  ClaimedDelivery,
  Describe,
  Directories,
  Directory,
  DurableStore,
  Endpoint,
  EventDraft,
  Outbox,
  StoredEvent,
} from './durable-store.ts'
export { createSqliteStore, type SqliteStoreOptions } from './sqlite/create-sqlite-store.ts'
