import { isScimError, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { babs, enterprise } from '../test/babs.ts'
import { DeviceResourceType } from '../test/device.ts'
import { attributeTable } from './attribute.ts'
import { compileElementFilter, compileFilter, normalizeFilter } from './compile-filter.ts'
import { formatFilter } from './format-filter.ts'
import { parseFilter } from './parse-filter.ts'
import { profiles } from './profiles/index.ts'

const matches = (filter: string, device: unknown): boolean =>
  compileFilter(filter, DeviceResourceType)(device)

const detailOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (isScimError(error) && error.scimType === 'invalidFilter') return error.detail
    throw error
  }
  throw new Error('no error')
}

describe('several values', () => {
  const device = {
    tags: ['Red', 'blue'],
    readings: [3, 9],
    flags: [false],
    place: { room: 'Lab', doors: ['North', 'South'] },
    parts: [
      { value: 'P1', kind: 'lid', amounts: [1, 2] },
      { value: 'p2', kind: 'base', amounts: [7] },
      { kind: 'screw' },
    ],
  }
  test.each([
    ['tags eq "RED"', true],
    ['tags eq "green"', false],
    ['tags co "LU"', true],
    ['readings gt 8', true],
    ['readings gt 9', false],
    ['readings lt 4', true],
    ['flags eq true', false],
    ['flags eq false', true],
    ['place.room eq "lab"', true],
    ['place.doors eq "south"', true],
    ['place.doors eq "west"', false],
    ['parts eq "P1"', true],
    ['parts eq "p1"', false],
    ['parts co "p"', true],
    ['parts.kind eq "BASE"', true],
    ['parts.amounts eq 7', true],
    ['parts.amounts gt 7', false],
    ['parts[kind eq "lid" and amounts eq 2]', true],
    ['parts[kind eq "lid" and amounts eq 7]', false],
    ['parts[kind eq "lid" or amounts eq 7]', true],
    ['parts[not (value pr)]', true],
    ['parts[not (kind pr)]', false],
    ['parts[value eq null and kind eq "screw"]', true],
    ['parts[value pr and not (amounts lt 7)]', true],
    ['tags[value eq "red"]', true],
    ['tags[value eq "red" and value eq "blue"]', false],
    ['tags eq "red" and tags eq "blue"', true],
    ['readings[value gt 4 and value lt 9]', false],
    ['readings[value gt 4 and value le 9]', true],
    ['tags[not (value eq "red")]', true],
    ['place[room eq "LAB" and doors eq "north"]', true],
    ['place[room eq "LAB" and not (doors eq "north")]', false],
  ])('%s is %j', (filter, expected) => {
    expect(matches(filter, device)).toBe(expected)
  })

  test('brackets look into elements only: where there is none nothing matches, not even `not`', () => {
    for (const parts of [undefined, null, [], [null], [undefined]]) {
      expect(matches('parts[not (value eq "x")]', { parts })).toBe(false)
      expect(matches('parts[value ne "x"]', { parts })).toBe(false)
    }
    expect(matches('place[not (room pr)]', {})).toBe(false)
    expect(matches('tags[not (value eq "x")]', { tags: [] })).toBe(false)
    expect(matches('not (parts[value eq "x"])', {})).toBe(true)
  })

  test('a single value where several belong is one of one', () => {
    expect(matches('tags eq "red"', { tags: 'Red' })).toBe(true)
    expect(matches('parts[kind eq "lid"]', { parts: { kind: 'lid' } })).toBe(true)
  })
})

describe('ne, not, pr and null', () => {
  test.each([
    // `ne` holds when a value differs, and when there is none.
    ['label ne "x"', {}, true],
    ['label ne "x"', { label: null }, true],
    ['label ne "x"', { label: '' }, true],
    ['label ne "x"', { label: 'X' }, false],
    ['tags ne "x"', { tags: [] }, true],
    ['tags ne "x"', { tags: ['x'] }, false],
    ['tags ne "x"', { tags: ['x', 'X'] }, false],
    ['tags ne "x"', { tags: ['x', 'y'] }, true],
    ['parts ne "x"', { parts: [{ value: 'x' }] }, false],
    ['parts ne "x"', { parts: [{ value: 'x' }, { value: 'y' }] }, true],
    ['parts ne "x"', { parts: [{ kind: 'k' }] }, true],
    ['parts.kind ne "k"', { parts: [{ kind: 'k' }, { value: 'x' }] }, false],
    ['parts[value ne "x"]', { parts: [{ kind: 'k' }] }, true],
    ['parts[value ne "x"]', { parts: [{ value: 'x' }] }, false],
    // `not` is what `eq` is not: two-valued.
    ['not (tags eq "x")', { tags: ['x', 'y'] }, false],
    ['not (tags eq "x")', { tags: ['y'] }, true],
    ['not (tags eq "x")', {}, true],
    ['not (floor gt 3)', {}, true],
    // Present means not empty.
    ['label pr', { label: 'x' }, true],
    ['label pr', { label: '' }, false],
    ['label pr', { label: null }, false],
    ['label pr', {}, false],
    ['floor pr', { floor: 0 }, true],
    ['locked pr', { locked: false }, true],
    ['tags pr', { tags: [] }, false],
    ['tags pr', { tags: [''] }, false],
    ['tags pr', { tags: ['', 'x'] }, true],
    ['place pr', { place: {} }, false],
    ['place pr', { place: { room: '' } }, false],
    ['place pr', { place: { doors: [] } }, false],
    ['place pr', { place: { room: 'Lab' } }, true],
    ['parts pr', { parts: [{}] }, false],
    ['parts pr', { parts: [{}, { kind: 'k' }] }, true],
    ['parts.value pr', { parts: [{ kind: 'k' }] }, false],
    ['parts.value pr', { parts: [{ kind: 'k' }, { value: 'v' }] }, true],
    // `eq null` is the opposite of `pr`, `ne null` the same.
    ['label eq null', {}, true],
    ['label eq null', { label: '' }, true],
    ['label eq null', { label: 'x' }, false],
    ['label ne null', { label: 'x' }, true],
    ['label ne null', {}, false],
    ['parts eq null', { parts: [{ kind: 'k' }] }, false],
    ['place eq null', { place: { room: '' } }, true],
  ])('%s of %j is %j', (filter, device, expected) => {
    expect(matches(filter, device)).toBe(expected)
  })

  test('and, or with more than two terms', () => {
    expect(matches('floor gt 1 and floor gt 2 and floor gt 3', { floor: 4 })).toBe(true)
    expect(matches('floor gt 1 and floor gt 2 and floor gt 3', { floor: 3 })).toBe(false)
    expect(matches('floor gt 1 and floor gt 9', { floor: 3 })).toBe(false)
    expect(matches('floor eq 1 or floor eq 2 or floor eq 3', { floor: 3 })).toBe(true)
    expect(matches('floor eq 1 or floor eq 2 or floor eq 3', { floor: 4 })).toBe(false)
    expect(matches('floor eq 1 or floor eq 2', { floor: 3 })).toBe(false)
  })

  test('an extension is present when something in it is', () => {
    const isPresent = compileFilter(`${enterprise} pr`, UserResourceType)
    expect(isPresent(babs)).toBe(true)
    expect(isPresent({ ...babs, [enterprise]: { department: '' } })).toBe(false)
    expect(isPresent({ userName: 'u' })).toBe(false)
  })
})

describe('names objects have of their own', () => {
  test('are attributes where they are defined, and only own properties count', () => {
    expect(matches('constructor pr', {})).toBe(false)
    expect(matches('constructor eq null', {})).toBe(true)
    expect(matches('constructor eq "x"', { constructor: 'X' })).toBe(true)
    expect(matches('toString pr', {})).toBe(false)
    expect(matches('toString.valueOf pr', { toString: [{}] })).toBe(false)
    expect(matches('toString[valueOf eq "x"]', { toString: [{ valueOf: 'x' }] })).toBe(true)
    expect(matches('toString[valueOf pr]', { toString: [{ value: 'x' }] })).toBe(false)
    expect(matches('toString.valueOf eq "x"', { toString: [{ valueOf: 'X' }] })).toBe(true)
    expect(matches('length eq 7', { length: 7 })).toBe(true)
    expect(matches('length pr', [])).toBe(false)
    expect(matches('values pr', [])).toBe(false)
    expect(matches('values eq "x"', { values: ['x'] })).toBe(true)
  })
})

test.each([undefined, null, 5, 'text', true, [], [[]], () => {}])(
  'what is no resource, %j, has no values',
  (value) => {
    expect(matches('label pr', value)).toBe(false)
    expect(matches('label eq "x"', value)).toBe(false)
    expect(matches('parts[kind eq "x"]', value)).toBe(false)
    expect(matches('label ne "x"', value)).toBe(true)
    expect(compileFilter(`${enterprise}:department pr`, UserResourceType)(value)).toBe(false)
  },
)

describe('compileElementFilter', () => {
  const table = attributeTable(DeviceResourceType)
  const element = (name: string, filter: string) => {
    const attribute = table.attributes.get(name)
    if (!attribute) throw new Error(`no ${name}`)
    return compileElementFilter(parseFilter(filter), attribute)
  }

  test('looks at one element', () => {
    const isLid = element('parts', 'kind eq "lid" and amounts gt 1')
    expect(isLid({ kind: 'Lid', amounts: [1, 2] })).toBe(true)
    expect(isLid({ kind: 'Lid', amounts: [1] })).toBe(false)
    expect(isLid({ kind: 'base', amounts: [2] })).toBe(false)
  })

  test('a simple value is its own `value`', () => {
    const isRed = element('tags', 'value sw "r" and not (VALUE ew "x")')
    expect(isRed('Red')).toBe(true)
    expect(isRed('Rex')).toBe(false)
    expect(element('readings', 'value ge 3')(3)).toBe(true)
    expect(element('readings', 'value pr')(null)).toBe(false)
    expect(element('tags', 'value ne "x"')('x')).toBe(false)
    expect(element('tags', 'value ne "x"')(undefined)).toBe(true)
  })

  test('knows the names of one element only', () => {
    expect(detailOf(() => element('parts', 'parts.kind pr'))).toContain('`parts.kind`')
    expect(detailOf(() => element('parts', 'code pr'))).toContain('never returned')
    expect(detailOf(() => element('tags', 'kind pr'))).toContain('`kind`')
    expect(detailOf(() => element('tags', 'value.x pr'))).toContain('`value.x`')
  })
})

describe('normalizeFilter', () => {
  test('gives the filter in the terms of the RFC, whatever the dialect', () => {
    const filter = normalizeFilter('active eq "True" and userName eq bjensen', UserResourceType, {
      profile: profiles.entra,
    })
    expect(formatFilter(filter)).toBe('active eq true and userName eq "bjensen"')
    expect(compileFilter(filter, UserResourceType)(babs)).toBe(true)
  })

  test('refuses what does not fit, and what is over the limits', () => {
    expect(detailOf(() => normalizeFilter('active gt true', UserResourceType))).toContain('active')
    const limits = { maxTerms: 1 }
    expect(
      detailOf(() => normalizeFilter('id pr and id pr', UserResourceType, { limits })),
    ).toContain('at most 1 terms')
  })
})
