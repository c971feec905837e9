/** The data types of an attribute (RFC 7643 §2.3). */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex'

/** When a client may write an attribute (RFC 7643 §7). */
export type Mutability = 'readWrite' | 'readOnly' | 'immutable' | 'writeOnly'

/** When a service provider returns an attribute (RFC 7643 §7). */
export type Returned = 'default' | 'always' | 'request' | 'never'

/** How far a value must be unique (RFC 7643 §7). */
export type Uniqueness = 'none' | 'server' | 'global'

/**
 * One attribute as data, in the terms of RFC 7643 §7; a characteristic that is left out has its RFC default
 * (string, single-valued, optional, caseExact false, readWrite, returned default, uniqueness none).
 */
export interface AttributeDefinition {
  readonly type?: AttributeType
  readonly multiValued?: boolean
  readonly description?: string
  readonly required?: boolean
  readonly caseExact?: boolean
  readonly mutability?: Mutability
  readonly returned?: Returned
  readonly uniqueness?: Uniqueness
  readonly canonicalValues?: readonly string[]
  /** Only the canonical values are legal. A definition-time marker: RFC 7643 has no place for it in a schema document. */
  readonly closed?: boolean
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: AttributeDefinitions
}

/** Attribute definitions by attribute name. */
export interface AttributeDefinitions {
  readonly [name: string]: AttributeDefinition
}
