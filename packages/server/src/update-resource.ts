import type { ChangedAttribute, MemberDelta } from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { checkIfMatch, numberOf, preconditionFailed, versionOf } from './entity-tag.ts'
import type { Diagnostics, Exchange } from './exchange.ts'
import { notFound } from './read-resource.ts'
import { runAfterHooks, runBeforeHooks } from './run-hooks.ts'
import type { StoredResource } from './store.ts'
import { takePassword } from './take-password.ts'

/** What an update makes of the stored resource it was given. */
export interface Update {
  readonly resource: Readonly<Record<string, unknown>> & { readonly schemas: string[] }
  readonly changes: readonly ChangedAttribute[]
  readonly members?: MemberDelta | undefined
}

/** How an update is made. */
export interface UpdateOptions {
  readonly cause: 'replace' | 'patch'
  /** Reads the members as well: the update needs them. */
  readonly withMembers: boolean
  /** Computes the update; called again when another write was faster. */
  readonly compute: (current: StoredResource) => Update
}

// Of other processes: those of this one take turns.
const ATTEMPTS = 8
const MAX_PAUSE_MS = 20

/**
 * Reads, computes and writes with compare-and-set; without If-Match a lost race is run again (RFC 7644 §3.14).
 *
 * @throws ScimError 404, 412, 503, or what `compute` and the store throw.
 */
export const updateResource = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
  options: UpdateOptions,
): Promise<StoredResource> =>
  // Entra sends changes of one group side by side.
  exchange.takeTurns(JSON.stringify([exchange.directoryId, id]), () =>
    raceForUpdate(exchange, resourceType, id, options),
  )

const raceForUpdate = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
  { cause, withMembers, compute }: UpdateOptions,
): Promise<StoredResource> => {
  const { store, directoryId, ifMatch, diagnostics } = exchange
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const current = await store.get(directoryId, resourceType, id, { withoutMembers: !withMembers })
    if (!current) throw notFound(resourceType, id)
    checkIfMatch(ifMatch, current.meta.version)
    const update = compute(current)
    const { resource, members } = update
    const { content, password } = takePassword(resource)
    explain(diagnostics, update)
    // A password is not stored here, so that alone it makes no new version.
    const changes = update.changes.filter(({ path }) => path !== 'password')
    if (changes.length === 0 && !members) {
      await password.hand(exchange, id)
      return current
    }
    const next = nextVersion(content, current, resource.schemas)
    const asked = { operation: cause, resourceType, id, before: current, changes, members }
    const change = await runBeforeHooks(exchange, { ...asked, after: next })
    const result = await store.write(directoryId, {
      operation: 'update',
      resourceType,
      resource: change.after ?? next,
      expectedVersion: current.meta.version,
      changes: change.changes,
      cause,
      ...(change.members && { members: change.members }),
    })
    if (result.outcome === 'missing') throw notFound(resourceType, id)
    if (result.outcome !== 'conflict') {
      await password.hand(exchange, id)
      if (result.outcome === 'written')
        await runAfterHooks(exchange, { ...change, after: result.resource })
      return result.resource
    }
    if (ifMatch !== null) throw preconditionFailed()
    await pause(Math.random() * MAX_PAUSE_MS)
  }
  throw new ScimError({
    status: 503,
    detail: 'Other writes to this resource were faster each time; send the request again.',
  })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const explain = (diagnostics: Diagnostics, { changes, members }: Update): void => {
  diagnostics.changed = changes.map(({ path }) => path)
  if (!members) return
  const { add, remove, replaceAll } = members
  diagnostics.members = { add: add.length, remove: remove.length, replaceAll }
}

const nextVersion = (
  content: Readonly<Record<string, unknown>>,
  { id, meta }: StoredResource,
  schemas: string[],
): StoredResource => ({
  ...content,
  schemas,
  id,
  meta: {
    ...meta,
    lastModified: new Date().toISOString(),
    version: versionOf(numberOf(meta.version) + 1),
  },
})
