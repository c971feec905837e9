import { User, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { at, patch, resourceType, user } from '../test/badge.ts'
import { applyPatch } from './apply-patch.ts'
import { okta } from './profiles/okta.ts'

describe('elements', () => {
  test('listed for removal go by the parts that are listed', () => {
    const keys = (value: unknown) => patch({ op: 'remove', path: at('keys'), value }).badge.keys
    expect(keys([{ VALUE: 'K2' }])).toHaveLength(1)
    expect(keys([{ value: 'k1', label: 'l' }])).toEqual([{ value: 'k2' }])
    expect(
      keys([
        { value: 'k1', label: 'other' },
        { value: 'k2', label: 'L' },
      ]),
    ).toHaveLength(2)
    expect(keys({ label: 'L' })).toEqual([{ value: 'k2' }])
    expect(keys([{ value: 'k1' }, { value: 'k2' }])).toBeUndefined()
    expect(() => keys(['k1'])).toThrow('keys[0]: is complex')
    expect(patch({ op: 'remove', path: at('tags'), value: ['A', 'x'] }).badge.tags).toEqual(['b'])
    expect(patch({ op: 'remove', path: at('tags'), value: 'b' }).badge.tags).toEqual(['a'])
  })

  test('of simple values are found by their value', () => {
    expect(patch({ op: 'remove', path: at('tags[value eq "a"]') }).badge.tags).toEqual(['b'])
    expect(patch({ op: 'replace', path: at('tags[value eq "a"]'), value: 'c' }).badge.tags).toEqual(
      ['c', 'b'],
    )
    expect(patch({ op: 'add', path: at('tags'), value: ['c', 'A'] }).badge.tags).toEqual([
      'A',
      'b',
      'c',
    ])
    expect(() => patch({ op: 'add', path: at('tags[value eq "x"]'), value: 'c' })).toThrow(
      'matches no value',
    )
  })

  test('that match are replaced as a whole, or in the part that is named, each of them', () => {
    expect(
      patch({ op: 'replace', path: at('keys[value sw "k"].label'), value: 'L' }).badge.keys,
    ).toMatchObject([{ label: 'L' }, { label: 'L' }])
    expect(
      patch({ op: 'replace', path: at('keys[value eq "k2"]'), value: { value: 'k3' } }).badge
        .keys[1],
    ).toEqual({ value: 'k3' })
    expect(
      patch({ op: 'add', path: at('keys[value eq "k2"]'), value: { label: 'N' } }).badge.keys[1],
    ).toEqual({ value: 'k2', label: 'N' })
    expect(() => patch({ op: 'remove', path: at('keys.label') })).toThrow(
      'keys.label: is immutable',
    )
    expect(patch({ op: 'remove', path: at('keys.pin') }).badge.keys[0]).toEqual({
      value: 'k1',
      label: 'L',
    })
    expect(() => patch({ op: 'replace', path: at('keys[value eq "k2"]') })).toThrow(
      'replace needs a value',
    )
  })

  test('that nothing matches: removing is noTarget by the letter, and nothing in a dialect', () => {
    const operations = [{ op: 'remove', path: at('keys[value eq "k9"]') }]
    expect(() => patch(...operations)).toThrow(expect.objectContaining({ scimType: 'noTarget' }))
    const { changed, quirks } = applyPatch(user, operations, { resourceType, profile: okta })
    expect(changed).toBe(false)
    expect(quirks).toMatchObject([{ name: 'removeNoMatch', path: at('keys') }])
  })

  test('are made from equality terms only, and one without brackets from nothing', () => {
    const add = (path: string) =>
      applyPatch({ schemas: [User.id], userName: 'u' }, [{ op: 'add', path, value: 'x' }], {
        resourceType: UserResourceType,
      }).resource
    expect(add('emails[type eq "work" and primary eq true].value')).toMatchObject({
      emails: [{ type: 'work', primary: true, value: 'x' }],
    })
    expect(add('emails.value')).toMatchObject({ emails: [{ value: 'x' }] })
    for (const path of [
      'emails[type ne "work"].value',
      'emails[type eq "work" or type eq "home"].value',
      'emails[type pr].value',
    ])
      expect(() => add(path)).toThrow('matches no value')
  })

  test('keep readOnly parts out, and secrets out of changes', () => {
    const { badge: after, changes } = patch({
      op: 'add',
      path: at('keys'),
      value: [{ value: 'k3', pin: '1', issuer: 'x' }],
    })
    expect(after.keys[2]).toEqual({ value: 'k3', pin: '1' })
    expect(JSON.stringify(changes)).not.toMatch(/pin|0000/)
    expect(() =>
      patch({ op: 'replace', path: at('keys[value eq "k1"].issuer'), value: 'x' }),
    ).toThrow('is readOnly')
  })

  test('are made by replace for canonical values only', () => {
    const replace = (path: string, value: unknown = 'x') =>
      applyPatch({ schemas: [User.id], userName: 'u' }, [{ op: 'replace', path, value }], {
        resourceType: UserResourceType,
      }).resource
    expect(replace('phoneNumbers[type eq "MOBILE"].value')).toMatchObject({
      phoneNumbers: [{ type: 'MOBILE', value: 'x' }],
    })
    expect(replace('phoneNumbers[type eq "work"]', { value: 'y' })).toMatchObject({
      phoneNumbers: [{ type: 'work', value: 'y' }],
    })
    for (const path of [
      'phoneNumbers[type eq "work" and value eq "x"].display',
      'phoneNumbers[value eq "work"].display',
      'phoneNumbers[primary eq true].value',
      'phoneNumbers[not (type eq "work")].value',
      'phoneNumbers[type pr].value',
    ])
      expect(() => replace(path), path).toThrow('matches no value')
    expect(() => replace('phoneNumbers[type eq "zzz"].value')).toThrow('matches no value')
  })

  test('of nothing: a part is removed from none and added to a new one', () => {
    const none = { schemas: [User.id], userName: 'u' }
    const on = (operation: object) =>
      applyPatch(none, [operation], { resourceType: UserResourceType })
    expect(on({ op: 'remove', path: 'emails.value' }).resource).toBe(none)
    expect(on({ op: 'replace', path: 'emails.value', value: 'a' }).resource).toMatchObject({
      emails: [{ value: 'a' }],
    })
    expect(on({ op: 'add', path: 'emails.value', value: null }).resource).toBe(none)
    expect(() => on({ op: 'remove', path: 'emails[type eq "work"]' })).toThrow('matches no value')
    const forgiven = applyPatch(none, [{ op: 'remove', path: 'emails[type eq "work"]' }], {
      resourceType: UserResourceType,
      profile: okta,
    })
    expect(forgiven.resource).toBe(none)
  })

  test('that an operation leaves as they are, leave the resource as it is', () => {
    const same = { op: 'replace', path: at('keys[value eq "k1"].value'), value: 'k1' }
    expect(patch(same).resource).toBe(user)
  })
})
