import type { PatchOperation } from '@scimwright/types'
import { ClientError, isClientError } from '../client-error.ts'
import type { ScimClient } from '../create-scim-client.ts'
import { attributeChanges } from './attribute-changes.ts'
import type { Comparable } from './resource-index.ts'
import type { MemberReference, PlanData, SyncedType, SyncOperation } from './sync-operation.ts'

/** What operations are carried out with. */
export interface Run {
  readonly scim: ScimClient
  readonly match: PlanData['match']
  /** The ids of what was created, by type and key. */
  readonly created: Map<string, string>
  readonly signal: AbortSignal | undefined
}

/** Carries out one operation; doing it twice is as good as once. Gives the id of what was created. */
export const runOperation = async (
  operation: SyncOperation,
  run: Run,
): Promise<string | undefined> => {
  const { scim, signal } = run
  const options = signal ? { signal } : {}
  const client = operation.resource === 'User' ? scim.users() : scim.groups()
  const patch = (id: string, operations: readonly PatchOperation[]) =>
    client.patch({ id, operations }, options)
  switch (operation.type) {
    case 'create':
      return create(operation, run)
    case 'adopt':
    case 'patch':
      await patch(operation.id, operation.operations)
      return undefined
    case 'deactivate':
      await patch(operation.id, [{ op: 'replace', path: 'active', value: false }])
      return undefined
    case 'delete':
      await client.delete(operation.id, options).catch(ignoreGone)
      return undefined
    case 'memberAdd':
    case 'memberRemove': {
      const groupId = operation.id ?? createdId(run, 'Group', operation.key)
      const ids = operation.members.map((member) => memberId(run, member))
      const members = scim.groups().members(groupId)
      await (operation.type === 'memberAdd'
        ? members.add(ids, options)
        : members.remove(ids, options))
      return undefined
    }
    default:
      return undefined
  }
}

const create = async (
  { resource, key, body }: SyncOperation & { type: 'create' },
  { scim, match, created, signal }: Run,
): Promise<string> => {
  const options = { ifExists: 'adopt', match: match[resource], ...(signal && { signal }) } as const
  const { data, response } =
    resource === 'User'
      ? await scim
          .users()
          .create(body as never, options)
          .withResponse()
      : await scim
          .groups()
          .create(body as never, options)
          .withResponse()
  // It was there after all, perhaps from a run that was interrupted.
  const changes = response.status === 201 ? [] : attributeChanges(data as Comparable, body)
  if (changes.length > 0) {
    const parameters = { id: data.id, operations: changes }
    await (resource === 'User' ? scim.users() : scim.groups()).patch(parameters)
  }
  created.set(`${resource}:${key}`, data.id)
  return data.id
}

const memberId = (run: Run, member: MemberReference): string =>
  'id' in member ? member.id : createdId(run, 'User', member.key)

const createdId = ({ created }: Run, resource: SyncedType, key: string): string => {
  const id = created.get(`${resource}:${key}`)
  if (id !== undefined) return id
  throw new ClientError({ code: 'unsafe', message: `A ${resource} this needs was not created.` })
}

const ignoreGone = (error: unknown): void => {
  if (!isClientError(error, 'http') || error.status !== 404) throw error
}
