import type { Write } from '@scimwright/server'
import { hasGroups, hasMembers } from '../../collections.ts'
import { uniqueValues } from '../../indexed-values.ts'

/** What writes have to know of a directory before they are carried out. */
export interface Wants {
  /** Resources that are read. */
  readonly ids: Set<string>
  /** Resources whose groups are read. */
  readonly members: Set<string>
  /** Groups whose members are all read. */
  readonly rosters: Set<string>
  readonly pairs: { readonly groupId: string; readonly value: string }[]
  /** Unique values that may be taken. */
  readonly unique: { readonly type: string; readonly path: string; readonly value: string }[]
}

/** What some writes have to know. */
export const wantsOf = (writes: readonly Write[]): Wants => {
  const wants: Wants = {
    ids: new Set(),
    members: new Set(),
    rosters: new Set(),
    pairs: [],
    unique: [],
  }
  for (const write of writes) {
    const { resourceType } = write
    const id = write.operation === 'delete' ? write.id : write.resource.id
    wants.ids.add(id)
    if (hasGroups(resourceType) || write.operation === 'delete') wants.members.add(id)
    if (write.operation === 'delete') {
      if (hasMembers(resourceType)) wants.rosters.add(id)
      continue
    }
    for (const { path, value } of uniqueValues(resourceType, write.resource).values())
      wants.unique.push({ type: resourceType.name, path, value })
    if (write.operation === 'update') addMembers(wants, write)
  }
  return wants
}

const addMembers = (
  { rosters, pairs }: Wants,
  { resource: { id: groupId }, members }: Extract<Write, { operation: 'update' }>,
): void => {
  if (!members) return
  if (members.replaceAll) rosters.add(groupId)
  for (const value of [...members.remove, ...(members.mustMatch ?? [])])
    pairs.push({ groupId, value })
  for (const { value } of members.add) pairs.push({ groupId, value: String(value) })
}
