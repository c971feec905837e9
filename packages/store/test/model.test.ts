import { createMemoryStore, type Store, type StoredResource, type Write } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { engines, stopServerAtTheEnd } from './engines.ts'
import { DIRECTORY, describeEverything, group, user } from './resources.ts'

/** One step, in numbers that stand for whatever resources there are when it is taken. */
interface Step {
  readonly kind: 'user' | 'group' | 'rename' | 'members' | 'delete'
  readonly target: number
  readonly others: readonly number[]
  readonly name: string
  readonly isStale: boolean
  readonly mode: 'add' | 'remove' | 'replaceAll' | 'mustMatch'
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('user', 'user', 'group', 'rename', 'members', 'members', 'delete'),
    target: fc.nat(9),
    others: fc.array(fc.nat(9), { maxLength: 4 }),
    name: fc.constantFrom('ada', 'ADA', 'bob', 'ren\u00e9', 'RENE\u0301', 'eve'),
    isStale: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    mode: fc.constantFrom('add', 'remove', 'replaceAll', 'mustMatch'),
  }),
  { minLength: 5, maxLength: 40 },
)

/** A directory as the steps see it: the ids ever made, in order; those of users start with u. */
const writeOf = async (store: Store, ids: string[], step: Step): Promise<Write | undefined> => {
  const { kind, target, others, name, isStale, mode } = step
  const pick = (n: number) => ids[n % ids.length] ?? 'nobody'
  const values = [...new Set(others.map(pick))]
  const added = values.map((value) => ({ value, type: value.startsWith('u') ? 'User' : 'Group' }))
  if (kind === 'user' || kind === 'group') {
    const id = `${kind[0]}${ids.length}`
    ids.push(id)
    return kind === 'user'
      ? {
          operation: 'create',
          resourceType: UserResourceType,
          resource: user(id, { userName: name }),
        }
      : {
          operation: 'create',
          resourceType: GroupResourceType,
          resource: group(id, { displayName: name, ...(added.length > 0 && { members: added }) }),
        }
  }
  const id = pick(target)
  const resourceType = id.startsWith('u') ? UserResourceType : GroupResourceType
  const current = await store.get(DIRECTORY, resourceType, id, { withoutMembers: true })
  const version = Number(/\d+/.exec(current?.meta.version ?? '1')?.[0])
  const expectedVersion = `W/"${isStale ? version + 1 : version}"`
  if (kind === 'delete')
    return { operation: 'delete', resourceType, id, ...(isStale && { expectedVersion }) }
  const made = resourceType === UserResourceType ? user : group
  const next = (attributes: Record<string, unknown>) => made(id, attributes, version + 1)
  const base = { operation: 'update', resourceType, expectedVersion, cause: 'patch' } as const
  const changes = [{ path: 'displayName', before: undefined, after: name }]
  if (kind === 'rename' || resourceType === UserResourceType)
    return {
      ...base,
      resource: next({ displayName: name, ...(made === user && { userName: name }) }),
      changes,
    }
  const members = {
    replaceAll: mode === 'replaceAll',
    add: mode === 'add' || mode === 'replaceAll' ? added : [],
    remove: mode === 'remove' || mode === 'mustMatch' ? values : [],
    ...(mode === 'mustMatch' && { mustMatch: values }),
  }
  const displayName = current?.displayName ?? id
  return { ...base, resource: next({ displayName }), changes: [], members }
}

const outcomeOf = (store: Store, write: Write): Promise<string> =>
  store.write(DIRECTORY, write).then(
    ({ outcome }) => outcome,
    (error) => `${error.status} ${error.scimType}`,
  )

// What a deletion does to a group happens at a time of its own; groups of a user have no order.
const comparable = ({ meta, groups, ...resource }: StoredResource) => ({
  ...resource,
  meta: { ...meta, lastModified: '' },
  groups: Array.isArray(groups) ? groups.map((each) => JSON.stringify(each)).sort() : [],
})

const contentOf = async (store: Store) => {
  const pages = [UserResourceType, GroupResourceType].map((type) =>
    store.list(DIRECTORY, { resourceTypes: [type], startIndex: 1, count: 100 }),
  )
  return (await Promise.all(pages)).map(({ totalResults, resources }) => ({
    totalResults,
    resources: resources.map(comparable),
  }))
}

stopServerAtTheEnd()

it.each(engines)(
  'writes do to $name what they do to the memory store',
  {
    timeout: 120_000,
  },
  async ({ createDatabase, modelRuns }) => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const database = await createDatabase()
        const store = await database.open({ describe: describeEverything })
        const oracle = createMemoryStore()
        const ids: string[] = []
        for (const step of taken) {
          const write = await writeOf(oracle, ids, step)
          if (!write) continue
          expect(await outcomeOf(store, write)).toBe(await outcomeOf(oracle, write))
        }
        expect(await contentOf(store)).toEqual(await contentOf(oracle))
        await checkDatabase(database)
        await store.close()
      }),
      { numRuns: modelRuns, seed: 20261126 },
    )
  },
)

it.each(engines)(
  'writes at once leave $name in a state that holds together',
  {
    timeout: 120_000,
  },
  async ({ createDatabase, modelRuns }) => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const database = await createDatabase()
        const store = await database.open({ describe: describeEverything })
        const ids: string[] = []
        for (let start = 0; start < taken.length; start += 8) {
          const writes = []
          // Who expects a version that another write makes would write a version twice.
          for (const step of taken.slice(start, start + 8))
            writes.push(await writeOf(store, ids, { ...step, isStale: false }))
          const known = writes.flatMap((write) => write ?? [])
          const outcomes = await Promise.all(known.map((write) => outcomeOf(store, write)))
          for (const outcome of outcomes)
            expect([
              'written',
              'unchanged',
              'conflict',
              'missing',
              '409 uniqueness',
              '400 noTarget',
            ]).toContain(outcome)
        }
        await checkDatabase(database)
        await store.close()
      }),
      { numRuns: modelRuns, seed: 20261127 },
    )
  },
)
