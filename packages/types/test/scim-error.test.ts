import { expect, test } from 'vitest'
import { isScimError, ScimError } from '../src/index.ts'

test('RFC7644-3.12 prints itself as the error body, status as a string', () => {
  const error = new ScimError({ scimType: 'invalidPath', detail: 'emails: no such path' })
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '400',
    scimType: 'invalidPath',
    detail: 'emails: no such path',
  })
})

test('RFC7644-3.12 the status follows from the scimType', () => {
  expect(new ScimError({ scimType: 'uniqueness', detail: '' }).status).toBe(409)
  expect(new ScimError({ scimType: 'sensitive', detail: '' }).status).toBe(403)
  expect(new ScimError({ scimType: 'tooMany', detail: '' }).status).toBe(400)
  expect(new ScimError({ status: 412, detail: '' }).status).toBe(412)
})

test('the section and the cause stay here', () => {
  const error = new ScimError({ detail: 'x', section: 'RFC7644 3.5.2', cause: new Error('secret') })
  expect(JSON.stringify(error)).not.toMatch(/3\.5\.2|secret/)
  expect(error.cause).toBeInstanceOf(Error)
})

test('an error of another copy of the package is known by its brand', () => {
  expect(isScimError(new ScimError({ detail: 'x' }))).toBe(true)
  expect(isScimError({ [Symbol.for('scimwright.ScimError')]: true })).toBe(true)
  expect(isScimError(new Error('x'))).toBe(false)
  expect(isScimError(null)).toBe(false)
})
