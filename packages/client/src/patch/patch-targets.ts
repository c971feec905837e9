/** What a service provider writes, and no client. */
type Fixed = 'schemas' | 'id' | 'meta'

/** A place in a resource, and what may stand there. */
interface Target<P, V> {
  readonly path: P
  readonly value: V
}

// 'work' | 'home' | (string & {}) names the values one may complete; only those make paths.
type Known<T> = T extends string ? (string extends T ? never : T) : never

type SubTargets<P extends string, V> = {
  [S in keyof V & string]-?: Target<`${P}.${S}`, NonNullable<V[S]>>
}[keyof V & string]

type ElementTargets<P extends string, E> = E extends { type?: infer T }
  ? {
      [N in Known<T>]: Target<`${P}[type eq "${N}"]`, E> | SubTargets<`${P}[type eq "${N}"]`, E>
    }[Known<T>]
  : never

type ExtensionTargets<U extends string, X> = {
  [N in keyof X & string]-?: AttributeTargets<`${U}:${N}`, NonNullable<X[N]>>
}[keyof X & string]

type AttributeTargets<P extends string, V> = [V] extends [readonly (infer E)[]]
  ? Target<P, V> | ElementTargets<P, E>
  : [V] extends [object]
    ? Target<P, V> | SubTargets<P, V>
    : Target<P, V>

type Targets<R> = {
  [K in Exclude<keyof R, Fixed> & string]-?: K extends `urn:${string}`
    ? Target<K, NonNullable<R[K]>> | ExtensionTargets<K, NonNullable<R[K]>>
    : AttributeTargets<K, NonNullable<R[K]>>
}[Exclude<keyof R, Fixed> & string]

/** The paths of `R`: `title`, `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:department`. */
export type PatchPath<R> = Targets<R>['path']

/** What may stand at a path of `R`. */
export type PatchValue<R, P> = Extract<Targets<R>, { readonly path: P }>['value']

/** What may be added there: to a collection one element or several. */
export type AddedValue<R, P> =
  PatchValue<R, P> extends readonly (infer E)[] ? E | readonly E[] : PatchValue<R, P>

/** The URNs of the extensions of `R`. */
export type ExtensionUrn<R> = Extract<keyof R, `urn:${string}`>

/** The attributes of an extension. */
export type ExtensionOf<R, U extends keyof R> = Required<NonNullable<R[U]>>

/** The collections of `R` that have complex elements. */
export type CollectionName<R> = {
  [K in Exclude<keyof R, Fixed> & string]-?: NonNullable<R[K]> extends readonly object[] ? K : never
}[Exclude<keyof R, Fixed> & string]

/** One element of a collection. */
export type ElementOf<R, K extends keyof R> =
  NonNullable<R[K]> extends readonly (infer E)[] ? E : never
