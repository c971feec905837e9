import type { ScimClient } from '../src/index.ts'

/** How big a directory is. */
export interface DirectorySize {
  readonly users: number
  readonly groups: number
  /** So many of the first users are not desired any more. */
  readonly gone?: number
  readonly title?: string
}

/** A directory as an HR system would want it, and what a server that agrees with it shows. */
export const desiredDirectory = ({ users, groups, gone = 0, title = 'Clerk' }: DirectorySize) => {
  const nameOf = (index: number) => `user${index}@example.com`
  const people = Array.from({ length: users - gone }, (_, index) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: `e${index + gone}`,
    userName: nameOf(index + gone),
    title,
    name: { givenName: 'Given', familyName: `Family ${index + gone}` },
    emails: [{ type: 'work', value: nameOf(index + gone), primary: true }],
  }))
  const crews = Array.from({ length: groups }, (_, group) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: `Crew ${group}`,
    members: people.filter((_, index) => index % groups === group).map((each) => each.userName),
  }))
  const leavers = Array.from({ length: gone }, (_, index) => [nameOf(index), false] as const)
  return {
    users: people,
    groups: crews,
    state: {
      users: Object.fromEntries([...leavers, ...people.map((each) => [each.userName, title])]),
      groups: Object.fromEntries(
        crews.map(({ displayName, members }) => [displayName, [...members].sort()]),
      ),
    },
  }
}

/** Titles of the active users, and members by name: read anew, not from what was sent. */
export const stateOf = async (scim: ScimClient) => {
  const users = (await scim.users().list({ count: 1000 }).snapshot()).resources
  const groups = (await scim.groups().list({ count: 1000 }).snapshot()).resources
  const names = new Map(users.map(({ id, userName }) => [id, userName]))
  return {
    users: Object.fromEntries(
      users.map(({ userName, active, title }) => [userName, active === false ? false : title]),
    ),
    groups: Object.fromEntries(
      groups.map(({ displayName, members = [] }) => [
        displayName,
        members.map(({ value = '' }) => names.get(value) ?? value).sort(),
      ]),
    ),
  }
}
