import { type Profile, profiles } from '@scimwright/engine'
import { isScimError, type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { Authorize } from './authorize.ts'
import { createCursors } from './cursor.ts'
import type { Diagnostics, Exchange, Password, Principal } from './exchange.ts'
import { handle, MethodNotAllowed } from './handle.ts'
import type { Hooks, ResourceChange } from './hooks.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createRateLimit, TooManyRequests } from './rate-limit.ts'
import { requestTarget } from './request-target.ts'
import { respondEmpty, respondError } from './respond.ts'
import { routeOf } from './route.ts'
import type { Store } from './store.ts'
import { createTurns } from './turns.ts'
import { withUniqueGroupNames } from './unique-group-names.ts'

/** A value, or a function that finds it for a principal. */
export type ForPrincipal<T, P extends Principal> = T | ((principal: P) => T)

/** What a server is made of. */
export interface ScimServerOptions<P extends Principal = Principal> {
  readonly resourceTypes: ForPrincipal<readonly ResourceTypeDefinition[], P>
  readonly store: Store
  /** Who sends a request; undefined is answered with 401. */
  readonly authenticate: (request: Request) => P | undefined | Promise<P | undefined>
  /** The dialect of the directory's identity provider; `rfc` when left out. */
  readonly profile?: ForPrincipal<Profile, P>
  /** Whether a group may have the name of no other one; yes with `profiles.entra` when left out, else no. */
  readonly uniqueGroupNames?: ForPrincipal<boolean, P>
  /** The path in front of `/Users`, without a slash at its end; none when left out. */
  readonly basePath?: ForPrincipal<string, P>
  /** The origin clients see, `https://scim.example.com`, where a proxy stands in front; the request's when left out. */
  readonly origin?: string | undefined
  readonly limits?: Partial<Limits>
  /** 32 bytes that seal cursors; random when left out, so that cursors end with the process. */
  readonly cursorSecret?: Uint8Array<ArrayBuffer>
  /** May the principal do this to that? False is answered with 403. */
  readonly authorize?: Authorize<P>
  /** The id of the principal's own user, for `/Me`; without it `/Me` is 501 (RFC 7644 §3.11). */
  readonly me?: (principal: P) => string | undefined | Promise<string | undefined>
  /** Called around writes, in order. */
  readonly hooks?: ForPrincipal<readonly Hooks<P>[], P>
  /**
   * Told of every write after its commit. A process that ends between the two tells nobody: what must never be lost is
   * written with the change, as `describe` of `@scimwright/store` does.
   */
  readonly onChange?: (change: ResourceChange<P>) => void | Promise<void>
  /** Explains every PATCH operation to `onExchange`, with its values. */
  readonly explain?: ForPrincipal<boolean, P>
  /** Takes the passwords clients set; they are dropped when it is left out. */
  readonly onPassword?: (password: Password<P>) => void | Promise<void>
  /** Told of every request and its answer. */
  readonly onExchange?: (report: ExchangeReport<P>) => void
}

/** One request and its answer, explained. */
export interface ExchangeReport<P extends Principal = Principal> {
  readonly request: Request
  readonly response: Response
  readonly principal: P | undefined
  readonly diagnostics: Diagnostics
  /** What went wrong, with the section of the rule. */
  readonly error: ScimError | undefined
}

/** A SCIM service provider. */
export interface ScimServer {
  /** Answers one request; never rejects. */
  fetch(request: Request): Promise<Response>
}

/**
 * A SCIM 2.0 service provider over a store (RFC 7644).
 *
 * The principal carries the directory, and no request reaches beyond it. Nothing is global: two servers share nothing.
 *
 * @example
 * const server = createScimServer({
 *   resourceTypes: [UserResourceType, GroupResourceType],
 *   store: createMemoryStore(),
 *   authenticate: (request) => tokens.get(request.headers.get('authorization') ?? ''),
 * })
 * const response = await server.fetch(new Request('https://example.com/Users'))
 */
export const createScimServer = <P extends Principal = Principal>(
  options: ScimServerOptions<P>,
): ScimServer => {
  const limits = { ...defaultLimits, ...options.limits }
  const takeRequest = createRateLimit(limits)
  const cursors = createCursors({
    secret: options.cursorSecret ?? crypto.getRandomValues(new Uint8Array(32)),
    timeoutSeconds: limits.cursorTimeout,
  })

  const takeTurns = createTurns()

  const answer = async (request: Request, report: Report<P>): Promise<Response> => {
    const principal = await options.authenticate(request)
    if (!principal) throw unauthorized()
    report.principal = principal
    takeRequest(principal.directoryId)
    const target = requestTarget(request)
    const basePath = forPrincipal(options.basePath, principal) ?? ''
    const profile = forPrincipal(options.profile, principal) ?? profiles.rfc
    const given = forPrincipal(options.resourceTypes, principal)
    const isUnique = forPrincipal(options.uniqueGroupNames, principal) ?? profile === profiles.entra
    const resourceTypes = isUnique ? withUniqueGroupNames(given) : given
    const path = pathBelow(target.path, basePath)
    const route = path === undefined ? undefined : routeOf(path, resourceTypes)
    if (!route)
      throw new ScimError({
        status: 404,
        detail: 'There is no such endpoint; see /ResourceTypes (RFC 7644 §3.2).',
      })
    if ('resourceType' in route) report.diagnostics.resourceType = route.resourceType.name
    const exchange: Exchange<P> = {
      request,
      query: target.query,
      ifMatch: request.headers.get('if-match'),
      principal,
      directoryId: principal.directoryId,
      resourceTypes,
      profile,
      store: options.store,
      limits,
      cursors,
      takeTurns,
      baseUrl: `${options.origin ?? target.origin}${basePath}`,
      authorize: options.authorize,
      me: options.me,
      hooks: forPrincipal(options.hooks, principal) ?? [],
      onChange: options.onChange,
      onPassword: options.onPassword,
      explain: forPrincipal(options.explain, principal) ?? false,
      diagnostics: report.diagnostics,
    }
    return handle(exchange as unknown as Exchange, route)
  }

  return {
    fetch: async (request) => {
      const report: Report<P> = { principal: undefined, diagnostics: { quirks: [] } }
      let error: ScimError | undefined
      const response = await answer(request, report).catch((thrown: unknown) => {
        error = toScimError(thrown)
        return request.method === 'HEAD'
          ? respondEmpty(error.status, headersOf(error))
          : respondError(error, headersOf(error))
      })
      options.onExchange?.({ request, response, error, ...report })
      return response
    },
  }
}

interface Report<P extends Principal> {
  principal: P | undefined
  readonly diagnostics: Diagnostics
}

// A resource type is an object, a path a string: neither is a function.
const forPrincipal = <T, P extends Principal>(value: ForPrincipal<T, P>, principal: P): T =>
  typeof value === 'function' ? (value as (principal: P) => T)(principal) : value

const pathBelow = (path: string, basePath: string): string | undefined => {
  if (!path.startsWith(basePath)) return undefined
  const rest = path.slice(basePath.length)
  return rest === '' || rest.startsWith('/') ? rest : undefined
}

const unauthorized = (): ScimError =>
  new ScimError({
    status: 401,
    detail: 'Send a bearer token of this directory in the Authorization header (RFC 7644 §2).',
    section: 'RFC7644 2',
  })

// What is not a SCIM error is a fault of ours: the client learns that there is one, and nothing else.
const toScimError = (thrown: unknown): ScimError =>
  isScimError(thrown)
    ? thrown
    : new ScimError({
        status: 500,
        detail: 'The server failed on this request; nothing was stored. Its log says why.',
        cause: thrown,
      })

const headersOf = (error: ScimError): Record<string, string> => {
  if (error.status === 401) return { 'www-authenticate': 'Bearer realm="scim"' }
  if (error instanceof MethodNotAllowed) return { allow: error.allow }
  if (error instanceof TooManyRequests) return { 'retry-after': `${error.retryAfter}` }
  return error.status === 503 ? { 'retry-after': '1' } : {}
}
