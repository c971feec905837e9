import type { StoredResource, Write } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { createGroup, createUser, group, update, user } from './resources.ts'

const members = (...values: string[]) => values.map((value) => ({ value }))

const full = (version: number, attributes: Record<string, unknown> = {}): StoredResource =>
  user('u1', { externalId: 'x', emails: [{ value: 'a@x', type: 'work' }], ...attributes }, version)

/** One write of every kind, to be carried out in this order. */
export const commands: Record<string, Write> = {
  'creates a user': createUser(full(1)),
  'creates a group with members': createGroup(group('g1', { members: members('u1', 'u2') })),
  'updates a user': update(UserResourceType, full(2, { emails: [{ value: 'b@x' }] })),
  'changes members': update(GroupResourceType, group('g1', {}, 2), {
    changes: [],
    members: { replaceAll: false, add: members('u3'), remove: ['u2'] },
  }),
  'replaces members': update(GroupResourceType, group('g1', {}, 3), {
    changes: [],
    members: { replaceAll: true, add: members('u1', 'u4'), remove: [] },
  }),
  'deletes a user who is a member': {
    operation: 'delete',
    resourceType: UserResourceType,
    id: 'u1',
  },
  'deletes a group': { operation: 'delete', resourceType: GroupResourceType, id: 'g1' },
}
