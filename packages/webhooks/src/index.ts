export { assertWebhook, WebhookVerificationError } from './assert-webhook.ts'
export {
  checkEvent,
  type EventSchema,
  type SchemaIssue,
  type SchemaResult,
  WebhookEventError,
} from './check-event.ts'
export { createMemoryDedupe } from './create-memory-dedupe.ts'
export type { HandlerOptions } from './create-receiver.ts'
export {
  createSqlDedupe,
  type SqlDedupe,
  type SqlQuery,
  sqlDedupeTable,
} from './create-sql-dedupe.ts'
export {
  createTestWebhook,
  type TestWebhook,
  type TestWebhookOverrides,
} from './create-test-webhook.ts'
export type { Dedupe, DedupeOptions } from './dedupe.ts'
export {
  type DirectoryData,
  type DirectoryEvent,
  type DirectoryEventOf,
  type DirectoryEventType,
  type DirectoryGroupData,
  type DirectoryUserData,
  type EventEnvelope,
  type GroupMembershipData,
  isEventOf,
  type KnownDirectoryEvent,
  type UnknownDirectoryEvent,
} from './directory-event.ts'
export { generateKeyPair, generateSecret } from './generate-secret.ts'
export type { VerifyOptions, WebhookBody } from './read-delivery.ts'
export { type SignOptions, signWebhook } from './sign-webhook.ts'
export { toRequestHandler } from './to-request-handler.ts'
export { verifyWebhook } from './verify-webhook.ts'
export { type ConfigurationCode, WebhookConfigurationError } from './webhook-configuration-error.ts'
export type { WebhookHeaders } from './webhook-headers.ts'
export type { Accepted, Matched, Rejected, RejectReason, VerifyResult } from './webhook-result.ts'
