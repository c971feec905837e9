import type { StoredResource } from '@scimwright/server'
import type { Change, Describe, Directory, EventDraft } from '@scimwright/store'
import type { DirectoryGroupData, GroupMembershipData } from '@scimwright/webhooks'
import { compact, textOf } from './read-attributes.ts'
import { type DataContext, userData } from './user-data.ts'

/** What events say about where they come from. */
export interface EventOrigin {
  readonly environmentId: string
  readonly directory: (directoryId: string) => Directory | undefined
}

// The members of one event; a larger change comes as several, so that none is too large to deliver.
const MEMBERS_PER_EVENT = 500

/** Turns changes of users and groups into directory events, in the order a receiver can apply them. */
export const describeChange =
  ({ environmentId, directory }: EventOrigin): Describe =>
  (change) => {
    const organizationId = directory(change.directoryId)?.organizationId ?? ''
    const { directoryId, version } = change
    const context: DataContext = { organizationId, directoryId, version }
    return contentsOf(change, context).map(({ type, object, data }) => ({
      type: `organization.directory.${type}`,
      resourceId: change.id,
      body: ({ id, sequence }) =>
        JSON.stringify({
          spec_version: '1',
          id,
          type: `organization.directory.${type}`,
          occurred_at: change.at,
          environment_id: environmentId,
          organization_id: organizationId,
          directory_id: change.directoryId,
          sequence,
          cause: { operation: change.cause },
          object,
          data,
        }),
    })) satisfies EventDraft[]
  }

interface Content {
  readonly type: string
  readonly object: 'DirectoryUser' | 'DirectoryGroup'
  readonly data: object
}

const contentsOf = (change: Change, context: DataContext): Content[] => {
  if (change.resourceType === 'User') return userContents(change, context)
  return change.resourceType === 'Group' ? groupContents(change, context) : []
}

const userContents = (change: Change, context: DataContext): Content[] => {
  const user = change.after ?? change.before
  if (!user) return []
  const data = { ...userData(user, context), ...previousAttributes(change) }
  return [{ type: `user_${pastOf(change)}`, object: 'DirectoryUser', data }]
}

const groupContents = (change: Change, context: DataContext): Content[] => {
  const group = change.after ?? change.before
  if (!group) return []
  const contents: Content[] = []
  if (change.operation !== 'update' || change.changes.length > 0) {
    const data = { ...groupData(group, context), ...previousAttributes(change) }
    contents.push({ type: `group_${pastOf(change)}`, object: 'DirectoryGroup', data })
  }
  // Who was in a deleted group follows from the deletion.
  if (change.operation === 'delete') return contents
  return [...contents, ...membershipContents(change, group, context)]
}

const pastOf = ({ operation }: Change): string =>
  operation === 'delete' ? 'deleted' : `${operation}d`

/** A group in the words of events. */
export const groupData = (
  group: StoredResource,
  { organizationId, directoryId, version }: DataContext,
): DirectoryGroupData =>
  compact({
    id: group.id,
    organization_id: organizationId,
    directory_id: directoryId,
    version,
    dp_id: textOf(group.externalId),
    display_name: textOf(group.displayName) ?? '',
    created_at: group.meta.created,
    updated_at: group.meta.lastModified,
  })

const membershipContents = (
  { membersAdded, membersRemoved }: Change,
  group: StoredResource,
  { organizationId, directoryId, version }: DataContext,
): Content[] => {
  const changes = [
    ...membersRemoved.map((member) => ({ member, list: 'removed' as const })),
    ...membersAdded.map((member) => ({ member, list: 'added' as const })),
  ]
  const contents: Content[] = []
  for (let from = 0; from < changes.length; from += MEMBERS_PER_EVENT) {
    const chunk = changes.slice(from, from + MEMBERS_PER_EVENT)
    const members = (wanted: 'added' | 'removed') =>
      chunk
        .filter(({ list }) => list === wanted)
        .map(({ member }) => compact({ id: member.value, type: member.type }))
    const data: GroupMembershipData = {
      id: group.id,
      organization_id: organizationId,
      directory_id: directoryId,
      version,
      display_name: textOf(group.displayName) ?? '',
      added: members('added'),
      removed: members('removed'),
    }
    contents.push({ type: 'group_membership_updated', object: 'DirectoryGroup', data })
  }
  return contents
}

const previousAttributes = ({ operation, changes }: Change) =>
  operation === 'update'
    ? {
        previous_attributes: Object.fromEntries(
          changes.map(({ path, before }) => [path, before ?? null]),
        ),
      }
    : {}
