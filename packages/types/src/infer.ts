import type { AttributeDefinition, AttributeDefinitions } from './attribute-definition.ts'
import type { ResourceTypeDefinition, SchemaExtension } from './define-resource-type.ts'
import type { SchemaDefinition } from './define-schema.ts'

type Simplify<T> = { [K in keyof T]: T[K] } & {}

type Primitive<A extends AttributeDefinition> = A extends { type: 'boolean' }
  ? boolean
  : A extends { type: 'integer' | 'decimal' }
    ? number
    : A extends { canonicalValues: infer V extends readonly string[] }
      ? A extends { closed: true }
        ? V[number]
        : V[number] | (string & {})
      : string

type Single<A extends AttributeDefinition> = A extends {
  subAttributes: infer S extends AttributeDefinitions
}
  ? InferAttributes<S>
  : A extends { type: 'complex' }
    ? Record<string, unknown>
    : Primitive<A>

type Value<A extends AttributeDefinition> = A extends { multiValued: true }
  ? Single<A>[]
  : Single<A>

type RequiredNames<D extends AttributeDefinitions> = {
  [K in keyof D]: D[K] extends { required: true } ? K : never
}[keyof D]

/** The object type of a set of attributes: required ones present, the others optional. */
export type InferAttributes<D extends AttributeDefinitions> = Simplify<
  { [K in keyof D & RequiredNames<D>]: Value<D[K]> } & {
    [K in Exclude<keyof D, RequiredNames<D>>]?: Value<D[K]>
  }
>

/** The resource metadata a service provider keeps (RFC 7643 §3.1). */
export interface Meta {
  resourceType?: string
  /** RFC 3339 date-time. */
  created?: string
  /** RFC 3339 date-time. */
  lastModified?: string
  location?: string
  /** The entity tag, as in the `ETag` header. */
  version?: string
}

/** The attributes every resource has (RFC 7643 §3.1). */
export interface CommonAttributes {
  schemas: string[]
  id?: string
  externalId?: string
  meta?: Meta
}

type ExtensionsOf<E> = E extends readonly (infer X)[] ? X : never
type RequiredExtensions<X> = X extends SchemaExtension & { required: true } ? X : never
type OptionalExtensions<X> = X extends SchemaExtension & { required: true } ? never : X
type ByUrn<X> = {
  [E in X as E extends SchemaExtension ? E['schema']['id'] : never]: E extends SchemaExtension
    ? InferAttributes<E['schema']['attributes']>
    : never
}

/** A resource of a resource type: common attributes, its schema's, and its extensions under their URN keys. */
export type InferResource<R extends ResourceTypeDefinition> = Simplify<
  CommonAttributes &
    InferAttributes<R['schema']['attributes']> &
    ByUrn<RequiredExtensions<ExtensionsOf<R['schemaExtensions']>>> &
    Partial<ByUrn<OptionalExtensions<ExtensionsOf<R['schemaExtensions']>>>>
>

/**
 * The TypeScript type of a schema (its attributes) or of a resource type (the whole resource).
 *
 * @example
 * type Employee = Infer<typeof UserResourceType>
 * const department = (e: Employee) => e['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']?.department
 */
export type Infer<T extends SchemaDefinition | ResourceTypeDefinition> =
  T extends ResourceTypeDefinition
    ? InferResource<T>
    : T extends SchemaDefinition
      ? InferAttributes<T['attributes']>
      : never

/** A resource as a service provider returns it: `id` and `meta` are present (RFC 7643 §3.1). */
export type Stored<R> = Simplify<Omit<R, 'id' | 'meta'> & { id: string; meta: Meta }>
