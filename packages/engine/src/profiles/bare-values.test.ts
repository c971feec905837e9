import { describe, expect, test } from 'vitest'
import { caseOperations, patchWith, planWith } from '../../test/dialect.ts'
import { enterprise } from '../../test/patching.ts'
import { bareValues } from './bare-values.ts'

describe('bareValues', () => {
  test('a bare manager is its value (entra-patch-021)', () => {
    const { resource, quirks } = patchWith(bareValues, caseOperations('entra-patch-021'))
    expect(resource).toMatchObject({ [enterprise]: { manager: { value: expect.any(String) } } })
    expect(quirks).toMatchObject([{ name: 'bareValues', path: `${enterprise}:manager` }])
  })

  test('bare members are their values, and text of other attributes stays text (entra-group-014)', () => {
    const operations = [{ op: 'add', path: 'members', value: ['u7'] }]
    expect(planWith(bareValues, operations)?.members?.add).toEqual([{ value: 'u7' }])
    const named = patchWith(bareValues, [{ op: 'replace', path: 'displayName', value: 'u7' }])
    expect(named.quirks).toEqual([])
  })
})
