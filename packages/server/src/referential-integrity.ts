import type { MemberValue } from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { Hooks, ResourceChange, Revision } from './hooks.ts'
import type { Store } from './store.ts'

/** Where members are looked up, and what becomes of those who are not there. */
export interface ReferentialIntegrityOptions {
  readonly store: Pick<Store, 'get'>
  /** The types a member may be of. */
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  /** `drop` leaves out a reference that finds nobody, `reject` answers 400 invalidValue. */
  readonly dangling: 'drop' | 'reject'
}

/**
 * Hooks that look every new member of a group up; without them a reference that finds nobody is kept, because identity
 * providers send groups before their users (RFC 7643 §2.3.7).
 *
 * @example
 * createScimServer({ hooks: [referentialIntegrity({ store, resourceTypes, dangling: 'drop' })], store, … })
 */
export const referentialIntegrity = (options: ReferentialIntegrityOptions): Hooks => {
  const checkNew = async ({
    directoryId,
    after,
  }: ResourceChange): Promise<Revision | undefined> => {
    if (!after || !Array.isArray(after.members)) return undefined
    const { kept, quirks } = await sift(options, directoryId, after.members)
    return quirks && { resource: { ...after, members: kept }, quirks }
  }
  const checkUpdate = async ({
    directoryId,
    members,
  }: ResourceChange): Promise<Revision | undefined> => {
    if (!members || members.add.length === 0) return undefined
    const { kept, quirks } = await sift(options, directoryId, members.add)
    return quirks && { members: { ...members, add: kept }, quirks }
  }
  return { before: { create: checkNew, replace: checkUpdate, patch: checkUpdate } }
}

const sift = async (
  { store, resourceTypes, dangling }: ReferentialIntegrityOptions,
  directoryId: string,
  members: readonly MemberValue[],
) => {
  const isThere = async ({ value, type }: MemberValue): Promise<boolean> => {
    for (const resourceType of resourceTypes) {
      if (typeof type === 'string' && resourceType.name !== type) continue
      if (await store.get(directoryId, resourceType, value, { withoutMembers: true })) return true
    }
    return false
  }
  const kept: MemberValue[] = []
  for (const member of members) if (await isThere(member)) kept.push(member)
  const missing = members.length - kept.length
  if (missing === 0) return { kept, quirks: undefined }
  if (dangling === 'reject')
    throw new ScimError({
      scimType: 'invalidValue',
      detail: `members: ${missing} of ${members.length} refer to nobody in this directory; create them first (RFC 7643 §2.3.7).`,
      section: 'RFC7643 2.3.7',
    })
  const detail = `${missing} of ${members.length} references found nobody and were left out`
  return { kept, quirks: [{ name: 'referentialIntegrity', path: 'members', detail }] }
}
