import { profiles } from '@scimwright/engine'
import { expect, test } from 'vitest'
import type { ExchangeReport } from '../src/index.ts'
import { createUser, group, patch, startServer } from './server.ts'

const start = (options: { explain?: boolean } = {}) => {
  const reports: ExchangeReport[] = []
  const server = startServer({
    profile: profiles.entra,
    onExchange: (report) => reports.push(report),
    ...options,
  })
  return { server, last: () => reports.at(-1) }
}

const twoOperations = patch(
  { op: 'Replace', path: 'active', value: 'False' },
  { op: 'Add', path: 'title', value: 'VP' },
)

test('each PATCH operation is explained: as it was read, what it changed, by which leniency', async () => {
  const { server, last } = start({ explain: true })
  const id = await createUser(server, 'bob', { active: true })
  await server.send('PATCH', `/Users/${id}`, twoOperations)
  expect(last()?.diagnostics).toMatchObject({
    resourceType: 'User',
    changed: ['title', 'active'],
    quirks: [{ name: 'booleanStrings', path: 'active' }],
    operations: [
      {
        operation: { op: 'replace', path: 'active', value: false },
        changes: [{ path: 'active', before: true, after: false }],
      },
      {
        operation: { op: 'add', path: 'title', value: 'VP' },
        changes: [{ path: 'title', before: undefined, after: 'VP' }],
      },
    ],
  })
})

test('of a PATCH that fails, the operations before the wrong one are explained, and the rule is named', async () => {
  const { server, last } = start({ explain: true })
  const id = await createUser(server, 'bob')
  await server.send(
    'PATCH',
    `/Users/${id}`,
    patch({ op: 'add', path: 'title', value: 'VP' }, { op: 'remove', path: 'userName' }),
  )
  expect(last()?.error).toMatchObject({ status: 400, scimType: 'mutability' })
  expect(last()?.error?.section).toBe('RFC7644 3.5.2.2')
  expect(last()?.diagnostics.operations).toHaveLength(1)
})

test('without explain no value of a PATCH is in the diagnostics', async () => {
  const { server, last } = start()
  const id = await createUser(server, 'bob', { active: true })
  await server.send('PATCH', `/Users/${id}`, twoOperations)
  expect(last()?.diagnostics).not.toHaveProperty('operations')
  expect(last()?.diagnostics.changed).toEqual(['title', 'active'])
})

test('a filter is explained as its tree', async () => {
  const { server, last } = start()
  await server.send('GET', `/Users?filter=${encodeURIComponent('userName eq "bob"')}`)
  expect(last()?.diagnostics.filter).toMatchObject({
    op: 'eq',
    path: { name: 'userName' },
    value: 'bob',
  })
})

test('a change of members is explained in numbers', async () => {
  const { server, last } = start({ explain: true })
  const { body } = await server.send('POST', '/Groups', group('all'))
  await server.send(
    'PATCH',
    `/Groups/${body.id}`,
    patch({ op: 'Add', path: 'members', value: [{ value: 'a' }, { value: 'b' }] }),
  )
  expect(last()?.diagnostics.members).toEqual({ add: 2, remove: 0, replaceAll: false })
})
