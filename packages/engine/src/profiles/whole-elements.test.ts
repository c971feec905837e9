import { describe, expect, test } from 'vitest'
import { patchWith } from '../../test/dialect.ts'
import { barbara } from '../../test/patching.ts'
import { wholeElements } from './whole-elements.ts'

describe('wholeElements', () => {
  test('removing the value of an element removes the element (entra-patch-033)', () => {
    const { resource, quirks } = patchWith(wholeElements, [
      { op: 'remove', path: 'emails[type eq "home"].value' },
    ])
    expect(resource.emails).toEqual([barbara.emails[0]])
    expect(quirks).toMatchObject([{ name: 'wholeElements', path: 'emails' }])
  })

  test('removing another part removes that part only', () => {
    const { resource, quirks } = patchWith(wholeElements, [
      { op: 'remove', path: 'emails[type eq "home"].type' },
    ])
    expect(resource.emails[1]).toEqual({ value: 'home@example.com' })
    expect(quirks).toEqual([])
  })
})
