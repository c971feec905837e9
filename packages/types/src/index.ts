export type {
  AttributeDefinition,
  AttributeDefinitions,
  AttributeType,
  Mutability,
  Returned,
  Uniqueness,
} from './attribute-definition.ts'
export { commonAttributes } from './common-attributes.ts'
export {
  defineResourceType,
  type ResourceTypeDefinition,
  type SchemaExtension,
} from './define-resource-type.ts'
export { defineSchema, type SchemaDefinition } from './define-schema.ts'
export { EnterpriseUser } from './enterprise-user.ts'
export { Group } from './group.ts'
export type { CommonAttributes, Infer, InferAttributes, Meta, Stored } from './infer.ts'
export type {
  BulkOperation,
  BulkOperationResult,
  BulkRequest,
  BulkResponse,
  ListResponse,
  PatchOp,
  PatchOperation,
  SearchRequest,
} from './messages.ts'
export {
  type ResourceTypeDocument,
  resourceTypeFromDocument,
  resourceTypeToDocument,
} from './resource-type-document.ts'
export { ResourceType } from './resource-type-schema.ts'
export { GroupResourceType, UserResourceType } from './resource-types.ts'
export {
  type AttributeDocument,
  type SchemaDocument,
  schemaFromDocument,
  schemaToDocument,
} from './schema-document.ts'
export { Schema } from './schema-schema.ts'
export {
  type ErrorResponse,
  isScimError,
  ScimError,
  type ScimErrorInit,
  type ScimType,
} from './scim-error.ts'
export { ServiceProviderConfig } from './service-provider-config.ts'
export { SCIM_MEDIA_TYPE, urns } from './urns.ts'
export { User } from './user.ts'
