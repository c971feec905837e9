import { urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import { ENTERPRISE, GROUP, type Json, type Probe, USER } from '../probe.ts'
import { must, type Rule } from '../rule.ts'

/** Sends a bulk request; what each operation came to. */
const bulk = async (probe: Probe, operations: object[], more: object = {}): Promise<Json[]> => {
  const { status, body } = await probe.send('POST', '/Bulk', {
    schemas: [urns.BulkRequest],
    Operations: operations,
    ...more,
  })
  equal([status, body?.schemas], [200, [urns.BulkResponse]], 'POST /Bulk')
  for (const { location = '', method } of body.Operations ?? []) {
    const [, endpoint, id] = /(\/[^/]+)\/([^/]+)$/.exec(location) ?? []
    if (method === 'POST' && endpoint && id) probe.forget(endpoint, id)
  }
  return body.Operations ?? []
}

const create = (probe: Probe, bulkId: string, more: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: [USER], userName: probe.name('bulk'), ...more },
})

const wrong = (bulkId: string) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: [USER] },
})

/** Bulk requests (RFC 7644 §3.7). */
export const bulkRules: readonly Rule[] = [
  must(
    57,
    'RFC7644-3.7 each operation is answered with its bulkId, status and place',
    async (probe) => {
      const [made] = await bulk(probe, [create(probe, 'one')])
      equal(
        [made?.method, made?.bulkId, made?.status],
        ['POST', 'one', '201'],
        'the answer to a POST',
      )
      const { status, body } = await probe.send('GET', made.location ?? '/nowhere')
      equal([status, body?.meta?.version], [200, made.version], 'what is at the location')
    },
  ),
  must(
    57,
    'RFC7644-3.7.3 an error does not stop the rest, and has the error as its response',
    async (probe) => {
      const [one, two] = await bulk(probe, [wrong('one'), create(probe, 'two')])
      equal([one?.status, two?.status], ['400', '201'], 'status of both')
      equal([one.response?.schemas, one.response?.status], [[urns.Error], '400'], 'the response')
    },
  ),
  must(57, 'RFC7644-3.7.3 after failOnErrors errors nothing more is done', async (probe) => {
    const last = create(probe, 'three')
    await bulk(probe, [wrong('one'), wrong('two'), last], { failOnErrors: 2 })
    const filter = `userName eq "${last.data.userName}"`
    equal(
      (await probe.query('/Users', { filter })).totalResults,
      0,
      'users made after the second error',
    )
  }),
  must(58, 'RFC7644-3.7.1 references may go round in circles', async (probe) => {
    const manager = (bulkId: string) => ({
      schemas: [USER, ENTERPRISE],
      [ENTERPRISE]: { manager: { value: `bulkId:${bulkId}` } },
    })
    const [one, two] = await bulk(probe, [
      create(probe, 'one', manager('two')),
      create(probe, 'two', manager('one')),
    ])
    const [first, second] = await Promise.all(
      [one, two].map((each) => probe.send('GET', each?.location)),
    )
    const managers = [first, second].map((each) => each?.body?.[ENTERPRISE]?.manager?.value)
    equal(managers, [second?.body?.id ?? 'two', first?.body?.id ?? 'one'], 'managers of each other')
  }),
  must(
    58,
    'RFC7644-3.7.2 a bulkId is replaced in members and in paths, forward as well',
    async (probe) => {
      const group = {
        method: 'POST',
        path: '/Groups',
        bulkId: 'group',
        data: {
          schemas: [GROUP],
          displayName: probe.name('bulk'),
          members: [{ value: 'bulkId:user' }],
        },
      }
      const rename = {
        method: 'PATCH',
        path: '/Users/bulkId:user',
        data: { schemas: [urns.PatchOp], Operations: [{ op: 'add', path: 'title', value: 'VP' }] },
      }
      const [madeGroup, madeUser] = await bulk(probe, [group, create(probe, 'user'), rename])
      const user = (await probe.send('GET', madeUser?.location)).body
      const made = (await probe.send('GET', madeGroup?.location)).body
      equal(
        made?.members?.map(({ value }: Json) => value),
        [user?.id ?? 'nobody'],
        'members',
      )
      equal(user?.title, 'VP', 'title of the patched user')
    },
  ),
  must(
    59,
    'RFC7644-3.7.4 more operations than allowed are 413, which names the limit',
    async (probe) => {
      const { body: config } = await probe.send('GET', '/ServiceProviderConfig')
      const limit = config?.bulk?.maxOperations
      holds(Number.isInteger(limit), 'bulk.maxOperations is published', config?.bulk)
      const operation = { method: 'DELETE', path: '/Users/nobody-of-this-id' }
      const Operations = Array.from({ length: limit + 1 }, () => operation)
      const { status, body } = await probe.send('POST', '/Bulk', {
        schemas: [urns.BulkRequest],
        Operations,
      })
      equal(status, 413, 'one operation too many')
      holds(String(body?.detail).includes(String(limit)), 'the limit in the detail', body)
    },
  ),
]
