import {
  EnterpriseUser,
  Group,
  GroupResourceType,
  isScimError,
  User,
  UserResourceType,
} from '@scimwright/types'
import { applyPatch, type Profile, profiles } from '../src/index.ts'

/** URN of the enterprise extension. */
export const enterprise = EnterpriseUser.id

/** A user with an extension, two addresses and a name of three parts. */
export const barbara = {
  schemas: [User.id, enterprise],
  id: 'u1',
  userName: 'barbara@example.com',
  name: { formatted: 'Barbara Jensen', givenName: 'Barbara', familyName: 'Jensen' },
  displayName: 'Babs',
  active: true,
  emails: [
    { value: 'a.b]c', type: 'work', primary: true },
    { value: 'home@example.com', type: 'home' },
  ],
  [enterprise]: { department: 'Tours', manager: { value: 'm1' } },
}

/** A group of two. */
export const crew = {
  schemas: [Group.id],
  id: 'g1',
  displayName: 'Crew',
  members: [{ value: 'u1', display: 'Barbara' }, { value: 'u2' }],
}

/** A PATCH of `barbara`. */
export const patchUser = (operations: unknown[], profile: Profile = profiles.rfc) =>
  applyPatch(barbara, operations, { resourceType: UserResourceType, profile })

/** A PATCH of `crew`. */
export const patchGroup = (operations: unknown[], profile: Profile = profiles.rfc) =>
  applyPatch(crew, operations, { resourceType: GroupResourceType, profile })

/** A PATCH of another user, by the letter. */
export const patchOther = (user: object, operations: unknown[]) =>
  applyPatch(user, operations, { resourceType: UserResourceType })

/** The scimType of the SCIM error a function throws. */
export const scimTypeOf = (run: () => unknown): string | undefined => {
  try {
    run()
  } catch (error) {
    if (isScimError(error)) return error.scimType
    throw error
  }
  return 'no error'
}
