/** What a server can do or not; `search` is POST /.search, `cursor` paging by cursors (RFC 9865). */
export type Feature =
  | 'patch'
  | 'put'
  | 'bulk'
  | 'filter'
  | 'sort'
  | 'etag'
  | 'changePassword'
  | 'search'
  | 'cursor'

/** What is known about a kind of server, over what it says about itself. */
export interface Target {
  readonly name: string
  readonly features?: Readonly<Partial<Record<Feature, 'yes' | 'no'>>>
  /** Members in one PATCH of a group. */
  readonly maxMembers?: number
  /** How operations are written: `Replace` for those that want a capital letter. */
  readonly operations?: 'lower' | 'capitalised'
  /** How members are removed: by a path with a filter, or by `members` and a list of values. */
  readonly removeMembers?: 'filter' | 'values'
}

/** The targets with facts of their own, each from a report about the server. */
export type TargetName = 'auto' | 'aws-identity-center' | 'google-cloud-identity'

const targets: Readonly<Record<TargetName, Target>> = {
  auto: { name: 'auto' },
  // goauthentik/authentik#20410: more than 100 members in a request are refused.
  'aws-identity-center': { name: 'aws-identity-center', maxMembers: 100 },
  // goauthentik/authentik#16678: PUT is answered with a 404 page.
  'google-cloud-identity': { name: 'google-cloud-identity', features: { put: 'no' } },
}

/** The facts behind a name. */
export const targetOf = (target: TargetName | Target = 'auto'): Target =>
  typeof target === 'string' ? targets[target] : target
