import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadResourceTypes } from '../src/load-resource-types.ts'
import { startProvider, temporaryFolder, user } from './provider.ts'

const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'
const DEVICE = 'urn:example:params:scim:schemas:core:2.0:Device'

const badge = {
  id: BADGE,
  name: 'Badge',
  attributes: [
    { name: 'badgeNumber', required: true, uniqueness: 'server' },
    { name: 'floor', type: 'integer' },
    { name: 'pin', mutability: 'writeOnly', returned: 'never' },
    { name: 'issued', type: 'dateTime', mutability: 'immutable' },
  ],
}
const employee = {
  name: 'User',
  endpoint: '/Users',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
  schemaExtensions: [{ schema: BADGE, required: true }],
}
const device = { id: DEVICE, attributes: [{ name: 'serial', required: true, caseExact: true }] }
const devices = { name: 'Device', endpoint: '/Devices', schema: DEVICE }

const folderOf = (files: Record<string, unknown>): string => {
  const folder = temporaryFolder()
  for (const [name, json] of Object.entries(files))
    writeFileSync(join(folder, name), typeof json === 'string' ? json : JSON.stringify(json))
  return folder
}

test('schemas from a folder are enforced, stored, filtered and published', async () => {
  const files = {
    'badge.json': badge,
    'user.json': employee,
    'device.json': device,
    'devices.json': devices,
  }
  const { scim } = await startProvider({ SCIMWRIGHT_SCHEMAS: folderOf(files) })
  const schemas = [employee.schema, BADGE]
  const body = (name: string, number: string) =>
    user(name, {
      schemas,
      [BADGE]: { badgeNumber: number, floor: 3, pin: '1234', issued: '2026-01-01T00:00:00Z' },
    })

  expect((await scim('POST', '/Users', user('a'))).body.detail).toContain(BADGE)
  const created = await scim('POST', '/Users', body('a', 'B-1'))
  expect(created.status).toBe(201)
  expect(created.body[BADGE]).toEqual({
    badgeNumber: 'B-1',
    floor: 3,
    issued: '2026-01-01T00:00:00Z',
  })
  expect((await scim('POST', '/Users', body('b', 'b-1'))).body.scimType).toBe('uniqueness')
  const filter = encodeURIComponent(`${BADGE}:floor gt 2 and ${BADGE}:badgeNumber sw "b"`)
  expect((await scim('GET', `/Users?filter=${filter}`)).body.totalResults).toBe(1)
  const Operations = [{ op: 'replace', path: `${BADGE}:issued`, value: '2027-01-01T00:00:00Z' }]
  const patched = await scim('PATCH', `/Users/${created.body.id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations,
  })
  expect(patched.body.scimType).toBe('mutability')

  expect((await scim('POST', '/Devices', { schemas: [DEVICE], serial: 'X1' })).status).toBe(201)
  expect((await scim('GET', '/Devices?filter=serial%20eq%20%22x1%22')).body.totalResults).toBe(0)
  const types = (await scim('GET', '/ResourceTypes')).body.Resources
  expect(types.map(({ id }: { id: string }) => id)).toEqual(['Group', 'Device', 'User'])
  expect((await scim('GET', `/Schemas/${BADGE}`)).body.attributes).toHaveLength(4)
})

test.each([
  ['no JSON', { 'a.json': '{' }, 'SCIMWRIGHT_SCHEMAS, a.json: '],
  [
    'a wrong schema',
    { 'a.json': { ...badge, id: 'badge' } },
    'a.json: Schema document, id: must be',
  ],
  [
    'an unknown schema',
    { 'a.json': employee },
    'a.json: Resource type document, schemaExtensions[0].schema',
  ],
])('%s is one line that names the file', (_, files, line) => {
  const folder = folderOf(files)
  expect(() => loadResourceTypes(folder)).toThrow(line)
  expect(() => loadResourceTypes(join(folder, 'nowhere'))).toThrow('SCIMWRIGHT_SCHEMAS, ')
})
