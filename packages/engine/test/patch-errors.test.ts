import { isScimError, User } from '@scimwright/types'
import { expect, test } from 'vitest'
import { applyPatch, profiles } from '../src/index.ts'
import { at, badge, resourceType, user } from './badge.ts'

const errorOf = (operation: object): string => {
  try {
    applyPatch(user, [operation], { resourceType })
    return 'no error'
  } catch (error) {
    if (!isScimError(error)) throw error
    const detail = error.detail.replaceAll(badge.id, 'badge').replaceAll(User.id, 'user')
    return `${error.scimType}, ${error.section}: ${detail}`
  }
}

test('errors say where, what and which rule', () => {
  const operations = [
    { op: 'remove' },
    { op: 'add', value: 'x' },
    { op: 'add', value: [] },
    { op: 'add' },
    { op: 'add', value: { ['x'.repeat(200)]: 1 } },
    { op: 'add', value: { title: 'a', TITLE: 'b' } },
    { op: 'add', value: { [badge.id]: { tags: 'a', Tags: 'b' } } },
    { op: 'add', value: { [badge.id]: 'x' } },
    { op: 'replace', path: badge.id, value: [] },
    { op: 'remove', path: badge.id },
    { op: 'remove', path: 'userName' },
    { op: 'remove', path: at('zones[value eq "z"]') },
    { op: 'replace', path: at('number'), value: '2' },
    { op: 'replace', path: at('door'), value: { code: 'd' } },
    { op: 'add', path: 'title' },
    { op: 'replace', path: 'title' },
    { op: 'add', path: at('keys[value eq "k1"]') },
    { op: 'replace', path: at('keys[value eq "k9"]'), value: {} },
    { op: 'replace', path: 'schemas', value: [badge.id] },
    { op: 'add', path: 'schemas', value: ['urn:x'] },
    { op: 'remove', path: 'schemas' },
    { op: 'replace', path: 'nope', value: 1 },
    { op: 'replace', path: 'title[value eq "x"]', value: 1 },
  ]
  expect(operations.map(errorOf)).toMatchInlineSnapshot(`
    [
      "noTarget, RFC7644 3.5.2.2: PATCH remove: needs a path that says what to remove (RFC 7644 §3.5.2.2).",
      "invalidValue, RFC7644 3.5.2: PATCH add: without a path needs an object of attributes as its value (RFC 7644 §3.5.2).",
      "invalidValue, RFC7644 3.5.2: PATCH add: without a path needs an object of attributes as its value (RFC 7644 §3.5.2).",
      "invalidValue, RFC7644 3.5.2: PATCH add: without a path needs an object of attributes as its value (RFC 7644 §3.5.2).",
      "invalidPath, RFC7644 3.5.2: PATCH value: has an attribute no schema defines: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"; see /Schemas (RFC 7644 §3.5.2).",
      "invalidSyntax, RFC7644 3.5.2: PATCH TITLE: stands there twice; letter case does not tell attributes apart (RFC 7644 §3.5.2).",
      "invalidSyntax, RFC7644 3.5.2: PATCH Tags: stands there twice; letter case does not tell attributes apart (RFC 7644 §3.5.2).",
      "invalidValue, RFC7644 3.5.2: PATCH badge: is an extension: send an object with its attributes (RFC 7644 §3.5.2).",
      "invalidValue, RFC7644 3.5.2: PATCH badge: is an extension: send an object with its attributes (RFC 7644 §3.5.2).",
      "mutability, RFC7644 3.5.2.2: PATCH badge: is a required extension and cannot be removed (RFC 7644 §3.5.2.2).",
      "mutability, RFC7644 3.5.2.2: PATCH userName: is required and cannot be removed (RFC 7644 §3.5.2.2).",
      "mutability, RFC7644 3.5.2.2: PATCH badge:zones[…]: is required and cannot be removed (RFC 7644 §3.5.2.2).",
      "mutability, RFC7644 3.5.2: PATCH badge:number: is immutable and has a value already (RFC 7644 §3.5.2).",
      "mutability, RFC7644 3.5.2: PATCH badge:door.code: is immutable and has a value already (RFC 7644 §3.5.2).",
      "invalidValue, RFC7644 3.5.2.1: PATCH title: add needs a value (RFC 7644 §3.5.2.1).",
      "invalidValue, RFC7644 3.5.2.3: PATCH title: replace needs a value (RFC 7644 §3.5.2.3).",
      "invalidValue, RFC7644 3.5.2: PATCH badge:keys[…]: add needs a value (RFC 7644 §3.5.2).",
      "noTarget, RFC7644 3.5.2: PATCH badge:keys[…]: the filter matches no value (RFC 7644 §3.5.2).",
      "mutability, RFC7644 3.5.2: PATCH schemas: must keep user (RFC 7644 §3.5.2).",
      "invalidValue, RFC7644 3.5.2: PATCH schemas: names a schema nobody knows; see /ResourceTypes (RFC 7644 §3.5.2).",
      "mutability, RFC7644 3.5.2.2: PATCH schemas: is required and cannot be removed (RFC 7644 §3.5.2.2).",
      "invalidPath, RFC7644 3.5.2: PATCH path: names no attribute of User: "nope"; see /Schemas (RFC 7644 §3.5.2).",
      "invalidPath, RFC7644 3.5.2: PATCH title[…]: title has one value; leave the brackets out (RFC 7644 §3.5.2).",
    ]
  `)
})

test('leniencies say where and what', () => {
  const operations = [
    { op: 'add', value: { nope: 1 } },
    { op: 'add', path: 'nope', value: 1 },
    { op: 'add', path: 'schemas', value: ['urn:x'] },
    { op: 'replace', path: at('keys[value eq "k9"].label'), value: 'x' },
    { op: 'remove', path: at('keys[value eq "k8"]') },
  ]
  const { quirks } = applyPatch(user, operations, { resourceType, profile: profiles.entra })
  expect(quirks).toMatchInlineSnapshot(`
    [
      {
        "detail": "an attribute nobody defined was left out",
        "name": "unknownPaths",
        "path": "Operations",
      },
      {
        "detail": "an operation on an attribute nobody defined was left out",
        "name": "unknownPaths",
        "path": "Operations",
      },
      {
        "detail": "a URN nobody knows was passed over",
        "name": "schemas",
        "path": "schemas",
      },
      {
        "detail": "a filter that matched nothing made a new element",
        "name": "replaceNoMatch",
        "path": "urn:example:params:scim:schemas:extension:badge:1.0:User:keys",
      },
      {
        "detail": "a filter that matched nothing removed nothing",
        "name": "removeNoMatch",
        "path": "urn:example:params:scim:schemas:extension:badge:1.0:User:keys",
      },
    ]
  `)
})
