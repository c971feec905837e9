import {
  defineResourceType,
  defineSchema,
  resourceTypeFromDocument,
  resourceTypeToDocument,
  schemaFromDocument,
  schemaToDocument,
  UserResourceType,
} from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { patch, startServer } from './server.ts'

const DeviceSchema = defineSchema({
  id: 'urn:example:params:scim:schemas:core:2.0:Device',
  name: 'Device',
  attributes: {
    serial: {
      type: 'string',
      required: true,
      caseExact: true,
      uniqueness: 'server',
      mutability: 'immutable',
    },
    floor: { type: 'integer' },
    weight: { type: 'decimal' },
    image: { type: 'binary' },
    manual: { type: 'reference', referenceTypes: ['external'] },
    bought: { type: 'dateTime' },
    labels: { type: 'string', multiValued: true },
    ports: { type: 'integer', multiValued: true },
    pin: { type: 'string', mutability: 'writeOnly', returned: 'never' },
    note: { type: 'string', returned: 'request' },
    asset: { type: 'string', returned: 'always' },
    state: { type: 'string', canonicalValues: ['new', 'used'] },
    checked: { type: 'dateTime', mutability: 'readOnly' },
  },
})

const LeaseSchema = defineSchema({
  id: 'urn:example:params:scim:schemas:extension:lease:2.0:Device',
  name: 'Lease',
  attributes: { lessor: { type: 'string', required: true }, months: { type: 'integer' } },
})

const DeviceResourceType = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: DeviceSchema,
  schemaExtensions: [{ schema: LeaseSchema, required: true }],
})

// The same types as JSON documents bring them.
const fromDocuments = resourceTypeFromDocument(
  resourceTypeToDocument(DeviceResourceType),
  [DeviceSchema, LeaseSchema].map((schema) => schemaFromDocument(schemaToDocument(schema))),
)

const lease = { lessor: 'Leasing Ltd' }

const device = (more: object = {}) => ({
  schemas: [DeviceSchema.id, LeaseSchema.id],
  serial: 'S-1',
  [LeaseSchema.id]: lease,
  ...more,
})

describe.each([
  ['defined in code', DeviceResourceType],
  ['loaded from documents', fromDocuments],
])('a resource type %s', (_how, resourceType) => {
  const start = () => startServer({ resourceTypes: [UserResourceType, resourceType] })

  const refused = async (more: object): Promise<string> => {
    const { status, body } = await start().send('POST', '/Devices', device(more))
    expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: 'invalidValue' })
    return body.detail
  }

  test('RFC7643-6 is created, listed, filtered and sorted like any other', async () => {
    const { send } = start()
    const made = await send('POST', '/Devices', device({ floor: 3, labels: ['lab', 'red'] }))
    expect(made.status).toBe(201)
    await send('POST', '/Devices', device({ serial: 'S-2', floor: 20 }))
    const search = async (query: string) =>
      (await send('GET', `/Devices?${query}`)).body.Resources.map(
        ({ serial }: { serial: string }) => serial,
      )
    const filter = encodeURIComponent
    expect(await search(`filter=${filter('labels eq "RED"')}`)).toEqual(['S-1'])
    expect(await search(`filter=${filter('floor gt 3')}`)).toEqual(['S-2'])
    expect(await search(`filter=${filter(`${LeaseSchema.id}:lessor sw "leasing"`)}`)).toHaveLength(
      2,
    )
    expect(await search('sortBy=floor&sortOrder=descending')).toEqual(['S-2', 'S-1'])
  })

  test('RFC7643-6 a required extension is required, with its required attributes', async () => {
    expect(await refused({ [LeaseSchema.id]: undefined })).toContain(LeaseSchema.id)
    expect(await refused({ [LeaseSchema.id]: { months: 3 } })).toContain('lessor')
  })

  test('RFC7643-2.3.4 an integer has no fraction', async () => {
    expect(await refused({ floor: 1.5 })).toContain('floor')
    expect(await refused({ ports: [80, '443'] })).toContain('ports')
  })

  test('RFC7643-2.3.5 a dateTime has a date and a time, of any precision and offset', async () => {
    for (const bought of ['2026-02-30T00:00:00Z', '2026-02-03', 'yesterday', 1])
      expect(await refused({ bought })).toContain('bought')
    for (const bought of ['2026-02-03T04:05:06.1234567+05:30', '2026-02-03T04:05:06Z'])
      expect((await start().send('POST', '/Devices', device({ bought }))).status).toBe(201)
  })

  test('RFC7643-2.3.6 binary is base64', async () => {
    expect(await refused({ image: 'not base64!' })).toContain('image')
    expect((await start().send('POST', '/Devices', device({ image: 'aGVsbG8=' }))).status).toBe(201)
  })

  test('RFC7643-2.3.8 the order of members means nothing', async () => {
    const { send } = start()
    const reversed = Object.fromEntries(Object.entries(device({ floor: 3 })).reverse())
    expect((await send('POST', '/Devices', reversed)).body).toMatchObject({
      serial: 'S-1',
      floor: 3,
    })
  })

  test('RFC7643-2.3.1 every type keeps its value', async () => {
    const { send } = start()
    const values = {
      floor: -2,
      weight: 1.25,
      image: 'aGVsbG8=',
      manual: 'https://example.com/manual',
      bought: '2026-02-03T04:05:06Z',
      labels: ['a', 'b'],
      ports: [80, 443],
    }
    const { body } = await send('POST', '/Devices', device(values))
    expect((await send('GET', `/Devices/${body.id}`)).body).toMatchObject(values)
  })

  test('RFC7643-7 what is unique is unique, in its letter case', async () => {
    const { send } = start()
    await send('POST', '/Devices', device())
    const again = await send('POST', '/Devices', device())
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness'])
    expect((await send('POST', '/Devices', device({ serial: 's-1' }))).status).toBe(201)
  })

  test('RFC7643-7 what is immutable is set once', async () => {
    const { send } = start()
    const { body } = await send('POST', '/Devices', device())
    const put = await send('PUT', `/Devices/${body.id}`, device({ serial: 'S-9' }))
    const patched = await send(
      'PATCH',
      `/Devices/${body.id}`,
      patch({ op: 'replace', path: 'serial', value: 'S-9' }),
    )
    expect([put.body.scimType, patched.body.scimType]).toEqual(['mutability', 'mutability'])
    expect((await send('PUT', `/Devices/${body.id}`, device({ floor: 1 }))).status).toBe(200)
  })

  test('RFC7643-7 returned never, request and always', async () => {
    const { send } = start()
    const { body } = await send('POST', '/Devices', device({ pin: '1234', note: 'n', asset: 'A' }))
    const read = async (query: string) => (await send('GET', `/Devices/${body.id}${query}`)).body
    expect(await read('')).toMatchObject({ asset: 'A', serial: 'S-1' })
    expect(await read('')).not.toHaveProperty('note')
    expect(await read('')).not.toHaveProperty('pin')
    expect(await read('?attributes=note,pin')).toEqual({
      schemas: body.schemas,
      id: body.id,
      note: 'n',
      asset: 'A',
    })
    expect(await read('?excludedAttributes=asset')).toHaveProperty('asset')
  })

  test('RFC7643-7 what is readOnly is ignored in a body, and refused by its path', async () => {
    const { send } = start()
    const { body } = await send('POST', '/Devices', device({ checked: '2026-02-03T04:05:06Z' }))
    expect(body).not.toHaveProperty('checked')
    const patched = await send(
      'PATCH',
      `/Devices/${body.id}`,
      patch({ op: 'add', path: 'checked', value: '2026-02-03T04:05:06Z' }),
    )
    expect(patched.body.scimType).toBe('mutability')
  })

  test('RFC7643-7 canonical values are published, others are accepted', async () => {
    const { send } = start()
    expect((await send('POST', '/Devices', device({ state: 'broken' }))).status).toBe(201)
    const { body } = await send('GET', `/Schemas/${DeviceSchema.id}`)
    const state = body.attributes.find(({ name }: { name: string }) => name === 'state')
    expect(state.canonicalValues).toEqual(['new', 'used'])
  })

  test('RFC7644-4 is discovered', async () => {
    const { body } = await start().send('GET', '/ResourceTypes/Device')
    expect(body).toMatchObject({
      endpoint: '/Devices',
      schema: DeviceSchema.id,
      schemaExtensions: [{ schema: LeaseSchema.id, required: true }],
    })
  })
})

test('RFC9865-2.3 startIndex and cursor exclude each other', async () => {
  const { status, body } = await startServer().send('GET', '/Users?cursor=&startIndex=1')
  expect([status, body.scimType]).toEqual([400, 'invalidValue'])
})

test('RFC9865-2.2 totalResults is told with cursors too', async () => {
  const { body } = await startServer().send('GET', '/Users?cursor=')
  expect(body.totalResults).toBe(0)
})
