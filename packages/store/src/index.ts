export type {
  AttemptOutcome,
  AttemptRecord,
  Change,
  ClaimedDelivery,
  ClaimOptions,
  DeliveryQuery,
  DeliveryRecord,
  DeliveryState,
  Describe,
  Directories,
  Directory,
  DirectoryToken,
  DurableStore,
  Endpoint,
  EndpointNote,
  EndpointSecret,
  EventDraft,
  Outbox,
  RoleAssignment,
  StoredEvent,
} from './durable-store.ts'
export { compileFilterToSql, type SqlFilter } from './filter/compile-filter-to-sql.ts'
export { createPostgresStore, type PostgresStoreOptions } from './postgres/create-postgres-store.ts'
export {
  type DialectName,
  joinSql,
  type Sql,
  type SqlValue,
  type Statement,
  sql,
  toStatement,
} from './sql.ts'
export { type BackupOptions, backupSqlite, restoreSqlite } from './sqlite/backup.ts'
export { createSqliteStore, type SqliteStoreOptions } from './sqlite/create-sqlite-store.ts'
export { addSqliteFunctions } from './sqlite/sqlite-functions.ts'
