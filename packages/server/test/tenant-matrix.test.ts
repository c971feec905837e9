import { urns } from '@scimwright/types'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryStore, referentialIntegrity } from '../src/index.ts'
import { type Route, routeOf } from '../src/route.ts'
import { methods, probesOf, routeProbes } from './tenant-probes.ts'
import {
  createWorld,
  type Directory,
  idsOf,
  NOW,
  type Probe,
  RANDOM,
  resourceTypes,
} from './tenant-world.ts'

const kinds = Object.keys(routeProbes) as Route['kind'][]
const cells = kinds.flatMap((kind) => methods.map((method) => [method, kind] as const))
const others = { acme: 'globex', globex: 'acme' } as const satisfies Record<Directory, Directory>

// Answers are compared byte for byte: what is new has the same name and age in every world.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const askAnew = async (probe: Probe, id: string, directory: Directory) => {
  let made = 0
  vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
    made += 1
    return `dddddddd-0000-4000-8000-${String(made).padStart(12, '0')}`
  })
  const world = await createWorld(id)
  const before = await world.contents(others[directory])
  const answer = await world.ask(probe, `${directory}-live`)
  return { answer, before, after: await world.contents(others[directory]) }
}

const without = (text: string, id: string): string => text.replaceAll(id, '{id}')

test('RFC7644-3.2 every path of the matrix is one of its kind of route', () => {
  for (const kind of kinds)
    for (const path of routeProbes[kind].paths({ id: RANDOM, own: idsOf.acme })) {
      const { pathname } = new URL(path, 'https://scim.example')
      expect(routeOf(pathname, resourceTypes)?.kind, path).toBe(kind)
    }
})

describe.each(['acme', 'globex'] as const)('RFC7644-2 with the token of %s', (directory) => {
  const foreign = Object.values(idsOf[others[directory]])

  test.each(cells)(
    'RFC7644-2 %s of %s: a foreign id is answered like a random one and changes nothing over there',
    async (method, kind) => {
      const random = probesOf(kind, method, { id: RANDOM, directory })
      const expected: string[] = []
      for (const probe of random) {
        const { answer, before, after } = await askAnew(probe, RANDOM, directory)
        expect(after).toBe(before)
        expected.push(without(answer, RANDOM))
      }
      for (const id of foreign)
        for (const [index, probe] of probesOf(kind, method, { id, directory }).entries()) {
          const { answer, before, after } = await askAnew(probe, id, directory)
          expect(without(answer, id), JSON.stringify(probe)).toBe(expected[index])
          expect(after, JSON.stringify(probe)).toBe(before)
        }
    },
  )
})

test('RFC7644-2 an own id is answered otherwise, wherever resources are: the probes can tell', async () => {
  const telling: string[] = []
  for (const kind of kinds) {
    const answers = async (id: string): Promise<string> => {
      const texts: string[] = []
      for (const method of methods)
        for (const probe of probesOf(kind, method, { id, directory: 'acme' }))
          texts.push(without((await askAnew(probe, id, 'acme')).answer, id))
      return texts.join('\n')
    }
    if ((await answers(idsOf.acme.user)) !== (await answers(RANDOM))) telling.push(kind)
  }
  expect(telling).toEqual(['collection', 'resource', 'search', 'root', 'bulk', 'me'])
})

describe('RFC7644-2 without a token that is good', () => {
  const ids = [...Object.values(idsOf.acme), ...Object.values(idsOf.globex), RANDOM]

  test.each(cells)(
    'RFC7644-2 %s of %s: revoked, expired, unknown and no token are 401, all alike',
    async (method, kind) => {
      const world = await createWorld()
      const before = [await world.contents('acme'), await world.contents('globex')]
      const plain = await world.ask({ method, path: '/Users' })
      expect(plain).toMatch(/^401\n/)
      expect(plain).toMatch(/^www-authenticate: Bearer realm="scim"$/m)
      for (const id of ids)
        for (const probe of probesOf(kind, method, { id, directory: 'acme' }))
          for (const token of ['acme-revoked', 'acme-expired', 'nobody', undefined])
            expect(await world.ask(probe, token), JSON.stringify({ probe, token })).toBe(plain)
      expect([await world.contents('acme'), await world.contents('globex')]).toEqual(before)
    },
  )
})

describe('RFC9865-5.2 cursors of the other directory', () => {
  const search = (cursor: string) => ({ schemas: [urns.SearchRequest], count: 1, cursor })
  const asks: [string, (cursor: string) => Probe][] = [
    ...['/Users', '/'].map((path): [string, (cursor: string) => Probe] => [
      `GET ${path}`,
      (cursor) => ({ method: 'GET', path: `${path}?count=1&cursor=${cursor}` }),
    ]),
    ...['/Users/.search', '/.search'].map((path): [string, (cursor: string) => Probe] => [
      `POST ${path}`,
      (cursor) => ({ method: 'POST', path, body: search(cursor) }),
    ]),
  ]

  test.each(asks)('RFC9865-5.2 %s: as good as any other text', async (_, probeOf) => {
    const world = await createWorld()
    const cursorOf = async (token: string): Promise<string> => {
      const answer = await world.ask(probeOf(''), token)
      return /"nextCursor":"([^"]+)"/.exec(answer)?.[1] ?? ''
    }
    const foreign = await cursorOf('globex-live')
    expect(foreign).not.toBe('')
    expect(await world.ask(probeOf(foreign), 'globex-live')).toMatch(/^200\n/)
    const answer = await world.ask(probeOf(foreign), 'acme-live')
    expect(answer).toMatch(/^400\n/)
    expect(answer).toBe(await world.ask(probeOf('x'.repeat(foreign.length)), 'acme-live'))
    expect(await world.ask(probeOf(await cursorOf('acme-live')), 'acme-live')).toMatch(/^200\n/)
  })
})

describe('RFC7643-2.3.7 members that are looked up', () => {
  test.each(['reject', 'drop'] as const)(
    'RFC7643-2.3.7 %s: a foreign member is nobody, like a random one; an own one is somebody',
    async (dangling) => {
      const memberOf = async (id: string): Promise<string> => {
        const store = createMemoryStore()
        const hooks = [referentialIntegrity({ store, resourceTypes, dangling })]
        const { ask } = await createWorld(undefined, { store, hooks })
        const body = {
          schemas: [urns.PatchOp],
          Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }],
        }
        const path = `/Groups/${idsOf.acme.group}`
        return without(await ask({ method: 'PATCH', path, body }, 'acme-live'), id)
      }
      const random = await memberOf(RANDOM)
      for (const id of Object.values(idsOf.globex)) expect(await memberOf(id)).toBe(random)
      expect(await memberOf(idsOf.acme.boss)).not.toBe(random)
    },
  )
})
