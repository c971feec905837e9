import { isScimError } from '@scimwright/types'
import { expect } from 'vitest'
import type { Expectation, Resource } from './corpus.ts'

/** Holds the outcome of a case to its expectation. */
export const expectOutcome = (run: () => Resource, expectation: Expectation): void => {
  const { status, scimType } = expectation
  if (status >= 400) {
    const error = thrownBy(run)
    expect(isScimError(error), `a SCIM error, not ${String(error)}`).toBe(true)
    if (isScimError(error)) expect(error.status).toBe(status)
    if (isScimError(error) && scimType) expect(error.scimType).toBe(scimType)
    return
  }
  const resource = run()
  expect(meaning(resource)).toMatchObject(meaning(expectation.resource ?? {}) as Resource)
  for (const path of expectation.absent ?? []) expect(valueAt(resource, path), path).toBeUndefined()
  for (const key of expectation.notPresent ?? []) expect(Object.keys(resource)).not.toContain(key)
}

const thrownBy = (run: () => unknown): unknown => {
  try {
    run()
    return undefined
  } catch (error) {
    return error
  }
}

/** A false `primary` says as much as none (RFC 7643 §2.4), and so do null and `[]` (§2.5). */
const meaning = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(meaning)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !(key === 'primary' && part === false))
      .filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0))
      .map(([key, part]) => [key, meaning(part)]),
  )
}

const valueAt = (resource: Resource, path: string): unknown => {
  if (path in resource) return resource[path]
  const urn = Object.keys(resource).find((key) => path.startsWith(`${key}.`))
  const [holder, rest] = urn ? [resource[urn], path.slice(urn.length + 1)] : [resource, path]
  return rest
    .split('.')
    .reduce<unknown>((value, name) => (value as Resource | undefined)?.[name], holder)
}
