import { User } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { at, badge, patch, resourceType, user } from '../test/badge.ts'
import { applyPatch } from './apply-patch.ts'

describe('immutable attributes', () => {
  test('may be written again as they are, not changed or removed', () => {
    expect(patch({ op: 'replace', path: at('number'), value: '1' }).changed).toBe(false)
    for (const operation of [
      { op: 'replace', path: at('number'), value: '2' },
      { op: 'add', value: { [badge.id]: { number: '2' } } },
      { op: 'remove', path: at('number') },
    ])
      expect(() => patch(operation)).toThrow(/number/)
  })

  test('of a complex value stay while the rest changes', () => {
    expect(() => patch({ op: 'replace', path: at('door'), value: { code: 'd' } })).toThrow(
      'door.code: is immutable',
    )
    expect(() => patch({ op: 'replace', path: at('door.code'), value: 'd' })).toThrow(
      'door.code: is immutable',
    )
    expect(
      patch({ op: 'add', path: at('door'), value: { code: 'c', floor: '1' } }).badge.door,
    ).toEqual({ code: 'c', name: 'n', floor: '1' })
  })

  test('of an element that is added again stay', () => {
    expect(
      patch({ op: 'add', path: at('keys'), value: [{ value: 'K1', label: 'M' }] }).badge.keys[0],
    ).toMatchObject({ label: 'L' })
    expect(
      patch({ op: 'add', path: at('keys'), value: [{ value: 'k2', label: 'M' }] }).badge.keys[1],
    ).toEqual({ value: 'k2', label: 'M' })
  })
})

describe('required attributes', () => {
  test('cannot be removed, by whatever way', () => {
    for (const operation of [
      { op: 'remove', path: 'userName' },
      { op: 'replace', path: 'userName', value: null },
      { op: 'remove', path: at('zones') },
      { op: 'replace', path: at('zones'), value: [] },
      { op: 'remove', path: at('zones'), value: ['Z'] },
      { op: 'remove', path: at('zones[value eq "z"]') },
      { op: 'remove', path: at('door.name') },
      { op: 'remove', path: badge.id },
      { op: 'replace', value: { [badge.id]: null } },
      { op: 'remove', path: 'schemas' },
      { op: 'replace', path: 'schemas', value: [User.id] },
      { op: 'replace', path: 'schemas', value: [badge.id] },
    ])
      expect(() => patch(operation), JSON.stringify(operation)).toThrow(
        expect.objectContaining({ scimType: 'mutability' }),
      )
  })

  test('are asked of a new complex value when all operations are done', () => {
    const removed = { op: 'remove', path: at('door') }
    const withoutDoor = () =>
      applyPatch(
        { ...user, [badge.id]: { number: '1', zones: ['z'] } },
        [{ op: 'add', path: at('door.floor'), value: '2' }],
        { resourceType },
      )
    expect(withoutDoor).toThrow('door.name: is required')
    expect(() => patch({ op: 'add', path: at('keys'), value: [{ label: 'x' }] })).toThrow(
      'keys[2].value: is required',
    )
    expect(patch(removed).badge).not.toHaveProperty('door')
  })
})

describe('changes', () => {
  test('stand in the order of the definition, by sub-attribute of single complex values', () => {
    const { changes } = patch(
      { op: 'add', path: at('door.floor'), value: '3' },
      { op: 'add', path: 'title', value: 'T' },
      { op: 'add', value: { displayName: 'D' } },
      { op: 'replace', path: at('door.name'), value: 'm' },
    )
    expect(changes).toEqual([
      { path: 'displayName', before: undefined, after: 'D' },
      { path: 'title', before: undefined, after: 'T' },
      { path: at('door.name'), before: 'n', after: 'm' },
      { path: at('door.floor'), before: undefined, after: '3' },
    ])
  })

  test('there are none when operations cancel out', () => {
    const { resource, changed } = patch(
      { op: 'add', path: 'title', value: 'T' },
      { op: 'remove', path: 'title' },
    )
    expect(changed).toBe(false)
    expect(resource).toBe(user)
  })
})
