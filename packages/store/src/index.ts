export type { Dialect } from './dialect.ts'
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
export { compileFilterToSql } from './filter/compile-filter-to-sql.ts'
export type { SqlCondition } from './filter/index-lookup.ts'
export { joinSql, type Sql, type SqlValue, type Statement, sql, toStatement } from './sql.ts'
export { createSqliteStore, type SqliteStoreOptions } from './sqlite/create-sqlite-store.ts'
export { sqlite } from './sqlite/sqlite-dialect.ts'
export { addSqliteFunctions } from './sqlite/sqlite-functions.ts'
