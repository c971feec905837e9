import { describe, expect, test } from 'vitest'
import { DeviceResourceType } from '../test/device.ts'
import { compileFilter } from './compile-filter.ts'

const matches = (filter: string, device: unknown): boolean =>
  compileFilter(filter, DeviceResourceType)(device)

describe('text', () => {
  const device = { label: 'Front Door', serial: 'aB-7' }
  test.each([
    ['label eq "front door"', true],
    ['label eq "Front Doo"', false],
    ['label ne "FRONT DOOR"', false],
    ['label ne "x"', true],
    ['label co "T D"', true],
    ['label co "x"', false],
    ['label sw "fRONT"', true],
    ['label sw "ront"', false],
    ['label sw "Front Door."', false],
    ['label ew "DOOR"', true],
    ['label ew "doo"', false],
    ['label co ""', true],
    ['label gt "Front"', true],
    ['label gt "FRONT DOOR"', false],
    ['label ge "front door"', true],
    ['label ge "g"', false],
    ['label lt "G"', true],
    ['label lt "front door"', false],
    ['label le "FRONT DOOR"', true],
    ['label le "E"', false],
    ['serial eq "aB-7"', true],
    ['serial eq "ab-7"', false],
    ['serial ne "ab-7"', true],
    ['serial ne "aB-7"', false],
    ['serial co "B-"', true],
    ['serial co "b-"', false],
    ['serial sw "aB"', true],
    ['serial sw "AB"', false],
    ['serial ew "B-7"', true],
    ['serial ew "b-7"', false],
    // Capitals come before small letters in code points.
    ['serial gt "aA"', true],
    ['serial lt "aa"', true],
  ])('%s is %j', (filter, expected) => {
    expect(matches(filter, device)).toBe(expected)
  })

  test('is compared composed, in the literal and in the value', () => {
    const composed = 'caf\u00e9'
    const decomposed = 'CAFE\u0301'
    for (const [literal, label] of [
      [composed, decomposed],
      [decomposed, composed],
    ] as const)
      for (const op of ['eq', 'sw', 'ew', 'co', 'ge', 'le'])
        expect(matches(`label ${op} "${literal}"`, { label })).toBe(true)
    // The accent belongs to the letter before it.
    expect(matches('label sw "cafe"', { label: decomposed })).toBe(false)
    expect(matches('label eq "cafe"', { label: decomposed })).toBe(false)
    expect(matches('label sw "caf"', { label: decomposed })).toBe(true)
    expect(matches(`serial eq "${composed}"`, { serial: 'cafe\u0301' })).toBe(false)
  })

  test('only letters have a case', () => {
    for (const [one, other] of ['@`', '[{', ']}', '^~', '\\|', '_\u007f'].map((pair) => [...pair]))
      for (const op of ['eq', 'sw'])
        expect(matches(`label ${op} ${JSON.stringify(other)}`, { label: one })).toBe(false)
    for (const letter of ['a', 'm', 'z'])
      expect(matches(`label eq "${letter}"`, { label: letter.toUpperCase() })).toBe(true)
  })

  test('letters whose small form is ASCII are found', () => {
    // The Kelvin sign is composed to K.
    expect(matches('label eq "k2"', { label: '\u212a2' })).toBe(true)
    expect(matches('label sw "k"', { label: '\u212a2' })).toBe(true)
    expect(matches('label eq "\u212a2"', { label: 'K2' })).toBe(true)
  })

  test('is ordered by code points, not by UTF-16 units', () => {
    expect(matches('label gt "\uffff"', { label: '\u{1f600}' })).toBe(true)
    expect(matches('serial lt "\u{1f600}"', { serial: '\uffff' })).toBe(true)
  })

  test('of another type never matches', () => {
    for (const label of [5, true, {}, [], undefined, null])
      for (const op of ['eq', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])
        expect(matches(`label ${op} ""`, { label })).toBe(false)
  })
})

describe('numbers', () => {
  test.each([
    ['floor eq 2', true],
    ['floor eq 2.0', true],
    ['floor ne 2', false],
    ['floor gt 1', true],
    ['floor gt 2', false],
    ['floor ge 2', true],
    ['floor lt 10', true],
    ['floor lt 2', false],
    ['floor le 2', true],
    ['floor le 1', false],
    ['weight eq 1.5', true],
    ['weight gt 1.25', true],
    ['weight lt -1', false],
  ])('%s is %j', (filter, expected) => {
    expect(matches(filter, { floor: 2, weight: 1.5 })).toBe(expected)
  })

  test('are not text', () => {
    expect(matches('floor eq 2', { floor: '2' })).toBe(false)
    expect(matches('floor lt 9', { floor: '2' })).toBe(false)
  })
})

describe('booleans and binary', () => {
  test.each([
    ['locked eq true', true],
    ['locked eq false', false],
    ['locked ne true', false],
    ['locked ne false', true],
    ['key eq "AbC="', true],
    ['key eq "abc="', false],
    ['key ne "abc="', true],
    ['key sw "Ab"', true],
    ['key sw "ab"', false],
    ['key co "bC"', true],
    ['key ew "C="', true],
  ])('%s is %j', (filter, expected) => {
    expect(matches(filter, { locked: true, key: 'AbC=' })).toBe(expected)
  })
})

describe('moments', () => {
  const seen = '2026-05-13T04:42:34.123456789Z'
  test.each([
    ['seen eq "2026-05-13T04:42:34.123456789Z"', true],
    ['seen eq "2026-05-13T04:42:34.1234567890Z"', true],
    ['seen eq "2026-05-13T04:42:34.123456788Z"', false],
    ['seen eq "2026-05-13T06:12:34.123456789+01:30"', true],
    ['seen eq "2026-05-12T23:42:34.123456789-05:00"', true],
    ['seen ne "2026-05-13T04:42:34.123456789Z"', false],
    ['seen gt "2026-05-13T04:42:34.123456788Z"', true],
    ['seen gt "2026-05-13T04:42:34Z"', true],
    ['seen ge "2026-05-13T04:42:34.123456789Z"', true],
    ['seen lt "2026-05-13T04:42:34.12345679Z"', true],
    ['seen lt "2026-05-13T04:42:35Z"', true],
    ['seen le "2026-05-13T04:42:34Z"', false],
    ['seen gt "2026-05-13T04:42:34-01:00"', false],
    ['seen co "-05-13T"', true],
    ['seen sw "2026-05"', true],
    ['seen ew "Z"', true],
    ['seen ew "+00:00"', false],
  ])('%s is %j', (filter, expected) => {
    expect(matches(filter, { seen })).toBe(expected)
  })

  test.each([
    ['2026-05-13T04:42:34Z', '2026-05-13T04:42:34Z', 0],
    ['2026-05-13T04:42:34.000Z', '2026-05-13T04:42:34Z', 0],
    ['2026-05-13T04:42:34.001Z', '2026-05-13T04:42:34Z', 1],
    ['2026-05-13T04:42:34.100Z', '2026-05-13T04:42:34.1Z', 0],
    ['2026-05-13T04:42:35Z', '2026-05-13T04:42:34.999Z', 1],
    ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00Z', -1],
    ['2026-01-01T00:00:00Z', '2025-12-31T23:59:59-01:00', -1],
    ['2026-05-13T04:42:34+00:00', '2026-05-13T04:42:34Z', 0],
    ['2026-05-13T24:00:00Z', '2026-05-14T00:00:00Z', 0],
    ['2026-05-13T24:00:00Z', '2026-05-13T23:59:59Z', 1],
    ['0000-01-01T00:00:00Z', '-0001-12-31T23:59:59Z', 1],
    ['12026-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 1],
    ['9999-12-31T23:59:59Z', '12026-01-01T00:00:00Z', -1],
  ])('%s against %s is %i, whatever form it is stored in', (stored, literal, order) => {
    const holds = (op: string) => matches(`seen ${op} "${literal}"`, { seen: stored })
    expect(['lt', 'le', 'eq', 'ge', 'gt', 'ne'].map(holds)).toEqual([
      order < 0,
      order <= 0,
      order === 0,
      order >= 0,
      order > 0,
      order !== 0,
    ])
  })

  test.each([
    '2026-13-01T00:00:00Z',
    '2026-05-13',
    'soon',
    '2026-02-30T00:00:00Z',
    '2026-05-13T25:00:00Z',
    5,
    {},
  ])('a stored %j is none: it matches nothing but ne', (stored) => {
    for (const op of ['eq', 'gt', 'ge', 'lt', 'le'])
      expect(matches(`seen ${op} "2026-05-13T04:42:34Z"`, { seen: stored })).toBe(false)
    expect(matches('seen ne "2026-05-13T04:42:34Z"', { seen: stored })).toBe(true)
  })
})
