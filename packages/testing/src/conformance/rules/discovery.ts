import { urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import { type Json, type Probe, USER } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

const read = async ({ send }: Probe, path: string): Promise<Json> => {
  const { status, body } = await send('GET', path)
  holds(status === 200, `GET ${path} answers 200`, body ?? status)
  return body
}

/** What a server says of itself (RFC 7643 §5–7, RFC 7644 §4). */
export const discoveryRules: readonly Rule[] = [
  must(18, 'RFC7643-5 the configuration says what is supported', async (probe) => {
    const config = await read(probe, '/ServiceProviderConfig')
    equal(config.schemas, [urns.ServiceProviderConfig], 'schemas')
    for (const name of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'])
      equal(typeof config[name]?.supported, 'boolean', `type of ${name}.supported`)
    for (const place of ['maxOperations', 'maxPayloadSize'])
      holds(Number.isInteger(config.bulk[place]), `bulk.${place}`, config.bulk)
    holds(Number.isInteger(config.filter.maxResults), 'filter.maxResults', config.filter)
    for (const scheme of config.authenticationSchemes ?? [{}])
      for (const name of ['type', 'name', 'description'])
        equal(typeof scheme[name], 'string', `type of authenticationSchemes.${name}`)
  }),
  must(19, 'RFC7643-6 resource types name endpoints and schemas that are there', async (probe) => {
    const { Resources: types } = await read(probe, '/ResourceTypes')
    const { Resources: schemas } = await read(probe, '/Schemas')
    const ids = (schemas ?? []).map(({ id }: Json) => id)
    holds(types?.length > 0, 'resource types', types)
    for (const { name, endpoint, schema, schemaExtensions = [] } of types) {
      holds(typeof name === 'string' && endpoint?.startsWith('/'), 'name and endpoint', {
        name,
        endpoint,
      })
      for (const urn of [schema, ...schemaExtensions.map((each: Json) => each.schema)])
        holds(ids.includes(urn), `${urn} is in /Schemas`, ids)
      equal((await probe.send('GET', `${endpoint}?count=1`)).status, 200, `GET ${endpoint}`)
    }
  }),
  must(20, 'RFC7643-7 a schema tells every characteristic of every attribute', async (probe) => {
    const { id, name, attributes } = await read(probe, `/Schemas/${USER}`)
    equal([id, name], [USER, 'User'], 'id and name')
    const check = (attribute: Json, path: string): void => {
      for (const key of [
        'type',
        'multiValued',
        'description',
        'required',
        'mutability',
        'returned',
      ])
        holds(attribute[key] !== undefined, `${path} has ${key}`, attribute)
      if (attribute.type === 'string')
        holds(attribute.caseExact !== undefined, `${path} has caseExact`, attribute)
      if (attribute.type === 'reference')
        holds(attribute.referenceTypes, `${path} has referenceTypes`, attribute)
      for (const sub of attribute.subAttributes ?? []) check(sub, `${path}.${sub.name}`)
    }
    holds(attributes?.length > 10, 'attributes', attributes?.length)
    for (const attribute of attributes) check(attribute, attribute.name)
  }),
  must(
    60,
    'RFC7644-4 schemas and resource types are lists, each one has its address',
    async (probe) => {
      for (const [path, id] of [
        ['/Schemas', USER],
        ['/ResourceTypes', 'User'],
      ]) {
        const list = await read(probe, `${path}`)
        equal(
          [list.schemas, list.totalResults],
          [[urns.ListResponse], list.Resources?.length],
          `${path}`,
        )
        const one = await read(probe, `${path}/${id}`)
        holds(String(one.meta?.location).endsWith(`${path}/${id}`), 'meta.location', one.meta)
      }
    },
  ),
  must(60, 'RFC7644-4 sorting and paging do not count there', async (probe) => {
    const whole = await read(probe, '/Schemas')
    const part = await read(probe, '/Schemas?startIndex=2&count=1&sortBy=id')
    equal(part.Resources?.length, whole.Resources?.length, 'schemas with count=1')
  }),
  should(60, 'RFC7644-4 a filter there is 403', async ({ send }) => {
    for (const path of ['/Schemas', '/ResourceTypes']) {
      const { status } = await send('GET', `${path}?filter=${encodeURIComponent('name eq "User"')}`)
      equal(status, 403, `a filter on ${path}`)
    }
  }),
]
