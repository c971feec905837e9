import { describe, expect, test } from 'vitest'
import { profileByName, profiles } from './index.ts'

describe('profiles', () => {
  test('each is found by its name in any letter case', () => {
    for (const [name, profile] of Object.entries(profiles)) {
      expect(profile.name).toBe(name)
      expect(profileByName(name.toUpperCase())).toBe(profile)
    }
  })

  test.each(['', 'constructor', '__proto__', 'azure'])('%j is none', (name) => {
    expect(profileByName(name)).toBeUndefined()
  })

  test('the RFC is read without any leniency', () => {
    const { patch, resource, filter, tolerates } = profiles.rfc
    expect([...patch, ...resource, ...filter, ...tolerates]).toEqual([])
  })
})
