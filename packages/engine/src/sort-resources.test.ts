import { isScimError, UserResourceType } from '@scimwright/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enterprise } from '../test/babs.ts'
import { DeviceResourceType } from '../test/device.ts'
import { freezeDeep } from '../test/freeze-deep.ts'
import { type SortOptions, sortResources } from './sort-resources.ts'

/** The ids of devices in order. */
const order = (devices: object[], sortBy: string, sortOrder?: SortOptions['sortOrder']) =>
  sortResources(
    devices.map((device, id) => ({ id, ...device })),
    DeviceResourceType,
    { sortBy, ...(sortOrder && { sortOrder }) },
  ).map(({ id }) => id)

const labelled = (...labels: unknown[]) => labels.map((label) => ({ label }))

describe('text', () => {
  test('goes without regard to case unless it is caseExact', () => {
    expect(order(labelled('b', 'A', 'C'), 'label')).toEqual([1, 0, 2])
    const serials = [{ serial: 'b' }, { serial: 'A' }, { serial: 'C' }]
    expect(order(serials, 'serial')).toEqual([1, 2, 0])
  })

  test('goes by code points, not by the language or by UTF-16 units', () => {
    expect(order(labelled('z', 'é', 'a'), 'label')).toEqual([2, 0, 1])
    expect(order(labelled('\u{1f600}', '\uff5a', 'z'), 'label')).toEqual([2, 1, 0])
    expect(order(labelled('10', '9', '1'), 'label')).toEqual([2, 0, 1])
    expect(order(labelled('ab', 'a', 'abc'), 'label')).toEqual([1, 0, 2])
  })

  test('is composed first', () => {
    expect(order(labelled('\u00e9b', 'E\u0301a'), 'label')).toEqual([1, 0])
  })
})

test('numbers go by size, booleans false first', () => {
  expect(order([{ floor: 10 }, { floor: 9 }, { floor: -1 }], 'floor')).toEqual([2, 1, 0])
  expect(order([{ weight: 1.5 }, { weight: 1.25 }], 'weight')).toEqual([1, 0])
  expect(order([{ locked: true }, { locked: false }], 'locked')).toEqual([1, 0])
})

test('moments go by time, whatever their offset and precision', () => {
  const seen = [
    '2026-05-13T06:00:00+03:00',
    '2026-05-13T03:00:00.000000001Z',
    '2026-05-13T02:59:59.999Z',
    '2026-05-12T23:30:00-05:00',
  ]
  expect(
    order(
      seen.map((each) => ({ seen: each })),
      'seen',
    ),
  ).toEqual([2, 0, 1, 3])
})

describe('order', () => {
  test('descending is the reverse', () => {
    expect(order(labelled('b', 'a', 'c'), 'label', 'ascending')).toEqual([1, 0, 2])
    expect(order(labelled('b', 'a', 'c'), 'label', 'descending')).toEqual([2, 0, 1])
  })

  test('what has no value comes last ascending, first descending', () => {
    for (const absent of [undefined, null, '', 5, [], {}]) {
      expect(order(labelled(absent, 'b', 'a'), 'label')).toEqual([2, 1, 0])
      expect(order(labelled('a', absent, 'b'), 'label', 'descending')).toEqual([1, 2, 0])
    }
    expect(order([{ seen: 'soon' }, { seen: '2026-01-01T00:00:00Z' }], 'seen')).toEqual([1, 0])
    expect(order([{ seen: 5 }, { seen: '2026-01-01T00:00:00Z' }], 'seen')).toEqual([1, 0])
    expect(order([{ floor: '1' }, { floor: 7 }], 'floor')).toEqual([1, 0])
    expect(order([{ locked: 'x' }, { locked: true }], 'locked')).toEqual([1, 0])
  })

  test('equal ones keep their places, both ways', () => {
    const devices = labelled('x', 'B', 'b', undefined, 'X', undefined)
    expect(order(devices, 'label')).toEqual([1, 2, 0, 4, 3, 5])
    expect(order(devices, 'label', 'descending')).toEqual([3, 5, 0, 4, 1, 2])
  })
})

describe('several values', () => {
  test('the primary one counts, else the first', () => {
    const users = [
      { id: 0, emails: [{ value: 'c' }, { value: 'a', primary: false }] },
      { id: 1, emails: [{ value: 'z' }, { value: 'b', primary: true }] },
      { id: 2, emails: [{ value: 'A' }] },
      { id: 3, emails: [] },
      { id: 4 },
    ]
    const ids = (sortBy: string) =>
      sortResources(users, UserResourceType, { sortBy }).map(({ id }) => id)
    expect(ids('emails')).toEqual([2, 1, 0, 3, 4])
    expect(ids('emails.value')).toEqual([2, 1, 0, 3, 4])
    expect(ids('EMAILS.VALUE')).toEqual([2, 1, 0, 3, 4])
  })

  test('of simple values the first', () => {
    expect(order([{ tags: ['b', 'a'] }, { tags: ['A', 'z'] }, { tags: [] }], 'tags')).toEqual([
      1, 0, 2,
    ])
    expect(
      order([{ place: { doors: ['b'] } }, { place: { doors: ['a'] } }], 'place.doors'),
    ).toEqual([1, 0])
  })
})

test('sub-attributes, extensions and URNs', () => {
  const users = [
    {
      id: 0,
      name: { familyName: 'b' },
      [enterprise]: { department: 'a', manager: { value: 'm' } },
    },
    {
      id: 1,
      name: { familyName: 'A' },
      [enterprise]: { department: 'B', manager: { value: 'M' } },
    },
    { id: 2 },
  ]
  const ids = (sortBy: string) =>
    sortResources(users, UserResourceType, { sortBy }).map(({ id }) => id)
  expect(ids('name.familyName')).toEqual([1, 0, 2])
  expect(ids(`${UserResourceType.schema.id}:name.familyName`)).toEqual([1, 0, 2])
  expect(ids(`${enterprise}:department`)).toEqual([0, 1, 2])
  expect(ids(`${enterprise}:manager.value`)).toEqual([1, 0, 2])
  expect(ids(`${enterprise}:manager`)).toEqual([1, 0, 2])
})

test.each([
  'nope',
  'name',
  'name.nope',
  'place',
  'emails[type eq "work"]',
  'password',
  'urn:x:y:userName',
  'x509Certificates',
  'department',
  enterprise,
  '',
  'a b',
])('sortBy %j is 400 invalidPath', (sortBy) => {
  try {
    sortResources([], UserResourceType, { sortBy })
    expect.unreachable()
  } catch (error) {
    expect(isScimError(error) && [error.status, error.scimType]).toEqual([400, 'invalidPath'])
  }
})

test.each(['pin', 'safe', 'safe.value', 'parts.code'])(
  'nobody learns of %s by its order: it is never returned',
  (sortBy) => {
    expect(() => order([], sortBy)).toThrow('sortBy')
  },
)

test('the given list stays as it is, and nobody is lost', () => {
  const device = fc.record({
    label: fc.option(fc.string({ maxLength: 2 }), { nil: undefined }),
    floor: fc.option(fc.integer(), { nil: undefined }),
  })
  fc.assert(
    fc.property(
      fc.array(device),
      fc.constantFrom('label', 'floor'),
      fc.constantFrom('ascending' as const, 'descending' as const),
      (devices, sortBy, sortOrder) => {
        const given = freezeDeep([...devices])
        const sorted = sortResources(given, DeviceResourceType, { sortBy, sortOrder })
        expect(new Set(sorted)).toEqual(new Set(given))
        expect(sorted).toHaveLength(given.length)
        const again = sortResources(sorted, DeviceResourceType, { sortBy, sortOrder })
        expect(again.every((each, index) => each === sorted[index])).toBe(true)
      },
    ),
    { numRuns: 300, seed: 7644 },
  )
})
