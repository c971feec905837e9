import { GroupResourceType, User, UserResourceType } from '@scimwright/types'
import { applyPatch, normalizeResource, planMembers } from '../src/index.ts'
import { defineProfile, type Leniency } from '../src/profiles/leniency.ts'
import { wireCases } from './corpus.ts'
import { barbara } from './patching.ts'

const only = (leniency: Leniency) => defineProfile('only', [leniency], [])

/** A PATCH of `barbara` in a dialect of one leniency. */
export const patchWith = (leniency: Leniency, operations: readonly unknown[]) =>
  applyPatch(barbara, operations, { resourceType: UserResourceType, profile: only(leniency) })

/** The plan of a group's PATCH in a dialect of one leniency. */
export const planWith = (leniency: Leniency, operations: readonly unknown[]) =>
  planMembers(operations, { resourceType: GroupResourceType, profile: only(leniency) })

/** The body of a user read in a dialect of one leniency. */
export const bodyWith = (leniency: Leniency, attributes: object) =>
  normalizeResource(
    { schemas: [User.id], userName: 'u', ...attributes },
    { resourceType: UserResourceType, mode: 'create', profile: only(leniency) },
  )

/** The operations of a recorded case. */
export const caseOperations = (id: string): readonly unknown[] => {
  const found = wireCases.find((wire) => wire.id === id)
  if (!found?.request.body?.Operations) throw new Error(`no PATCH case ${id}`)
  return found.request.body.Operations
}
