import type { PatchOperation } from '@scimwright/types'
import { ClientError, isClientError } from '../client-error.ts'
import type { CallOptions } from '../client-options.ts'
import { buildFilter } from '../filter/build-filter.ts'
import { type Endpoint, readResource } from '../resource/endpoint.ts'
import { patchResource } from '../resource/patch-resource.ts'
import { type ChunkProgress, sendInChunks } from './send-in-chunks.ts'

/** How members are changed. */
export interface MemberOptions extends CallOptions {
  /** Called after every request; what was done before an error stays done. */
  readonly onProgress?: (progress: ChunkProgress) => void
}

/** What has to change for the members to be the desired ones. */
export interface MemberChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** The members of one group, by id. A change is sent as a difference, never as the whole list. */
export interface MembersClient {
  /** @throws ClientError unsupported, when the server does not tell them. */
  list(options?: CallOptions): Promise<string[]>
  add(ids: readonly string[], options?: MemberOptions): Promise<void>
  remove(ids: readonly string[], options?: MemberOptions): Promise<void>
  /** Makes the members the desired ones; with `dryRun` it only says what would change. */
  sync(
    ids: readonly string[],
    options?: MemberOptions & { readonly dryRun?: boolean },
  ): Promise<MemberChange>
}

const DEFAULT_CHUNK = 100
const BYTES_PER_MEMBER = 200

/** The client of a group's members. */
export const membersClient = (endpoint: Endpoint, groupId: string): MembersClient => {
  const { target, discovery } = endpoint.connection
  const chunkSize = (): number => {
    const { maxPayloadSize = Number.POSITIVE_INFINITY } = discovery.known().limits
    const fitting = Math.max(1, Math.floor(maxPayloadSize / BYTES_PER_MEMBER))
    return Math.min(target.maxMembers ?? DEFAULT_CHUNK, fitting, DEFAULT_CHUNK)
  }
  const patch = (operations: readonly PatchOperation[], options: CallOptions) =>
    patchResource(endpoint, { id: groupId, operationsFor: () => operations }, options)

  const list = async (options: CallOptions = {}): Promise<string[]> => {
    const { data } = await readResource(endpoint, groupId, { ...options, attributes: ['members'] })
    const { members = [] } = (data ?? {}) as { members?: { value?: unknown }[] | null }
    return (members ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
  }

  const add = (ids: readonly string[], { onProgress, ...options }: MemberOptions = {}) =>
    sendInChunks({
      items: [...new Set(ids)],
      size: chunkSize(),
      onProgress,
      send: async (chunk) => {
        const value = chunk.map((id) => ({ value: id }))
        await patch([{ op: 'add', path: 'members', value }], options)
      },
    })

  const remove = (ids: readonly string[], { onProgress, ...options }: MemberOptions = {}) =>
    sendInChunks({
      items: [...new Set(ids)],
      size: chunkSize(),
      onProgress,
      send: async (chunk) => {
        try {
          await patch(removalOf(chunk, target.removeMembers), options)
        } catch (error) {
          if (!isClientError(error) || error.scimType !== 'noTarget') throw error
          // Somebody of them is gone already: that one is done.
          const present = new Set(await list(options))
          const left = chunk.filter((id) => present.has(id))
          if (left.length === chunk.length) throw error
          if (left.length > 0) await patch(removalOf(left, target.removeMembers), options)
        }
      },
    })

  return {
    list,
    add,
    remove,
    sync: async (ids, { dryRun = false, ...options } = {}) => {
      if (target.features?.filter === 'no' && target.removeMembers !== 'values')
        throw new ClientError({
          code: 'unsupported',
          message: `[PATCH] ${endpoint.path}: the target removes no members by filter.`,
        })
      const { onProgress: _, ...reading } = options
      const current = await list(reading)
      const change = differenceOf(current, ids)
      if (dryRun) return change
      await add(change.add, options)
      await remove(change.remove, options)
      return change
    },
  }
}

/** What turns one set of ids into another. */
const differenceOf = (current: readonly string[], desired: readonly string[]): MemberChange => {
  const before = new Set(current)
  const after = new Set(desired)
  return {
    add: [...after].filter((id) => !before.has(id)),
    remove: [...before].filter((id) => !after.has(id)),
  }
}

const removalOf = (
  ids: readonly string[],
  form: 'filter' | 'values' = 'filter',
): PatchOperation[] =>
  form === 'values'
    ? [{ op: 'remove', path: 'members', value: ids.map((value) => ({ value })) }]
    : ids.map((id) => ({
        op: 'remove',
        path: `members[${buildFilter<{ value: string }>((member) => member.value.eq(id))}]`,
      }))
