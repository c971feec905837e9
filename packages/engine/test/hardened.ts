// Run by hardened.test.ts in a process without `__proto__`, with `Object.prototype` frozen.
import { isScimError } from '@scimwright/types'
import {
  applyPatch,
  compileFilter,
  normalizeResource,
  planMembers,
  profiles,
  project,
  sortResources,
} from '../src/index.ts'
import { givenResource, targetOf, wireCases } from './corpus.ts'

Object.freeze(Object.prototype)
const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype']
let runs = 0

const attempt = (run: () => unknown): void => {
  runs += 1
  try {
    run()
  } catch (error) {
    if (!isScimError(error)) throw error
  }
}

for (const wire of wireCases) {
  const { resourceType } = targetOf(wire.request.path)
  const { body = {} } = wire.request
  const given = givenResource(wire) ?? {}
  const operations = body.Operations ?? names.map((path) => ({ op: 'add', path, value: 'x' }))
  for (const profile of Object.values(profiles)) {
    const options = { resourceType, profile }
    attempt(() => applyPatch(given, operations, options))
    attempt(() => planMembers(operations, options))
    for (const mode of ['create', 'replace'] as const)
      attempt(() => normalizeResource(body, { ...options, mode, current: given }))
    for (const name of names) {
      const value = JSON.parse(`{"${name}":"x","emails":[{"value":"a","${name}":"x"}]}`)
      for (const op of ['add', 'remove', 'replace']) {
        attempt(() => applyPatch(given, [{ op, value }], options))
        attempt(() => applyPatch(given, [{ op, path: 'emails', value: value.emails }], options))
      }
    }
  }
}
const { resourceType } = targetOf('/Users')
const user = JSON.parse('{"id":"1","__proto__":"x","constructor":"x","emails":[{"value":"a"}]}')
const depths = Array.from({ length: 25 }, (_, depth) => depth)
for (const filter of [
  ...names.flatMap((name) => [`${name} eq "x"`, `emails[${name} pr]`, `urn:${name}:id pr`]),
  ...depths.map((depth) => `${'not ('.repeat(depth)}id pr${')'.repeat(depth)}`),
  ...depths.map((depth) => `${'emails['.repeat(depth)}value pr${']'.repeat(depth)}`),
  Array(50).fill('emails[value eq "a" or type pr]').join(' and '),
  '('.repeat(1_000_000),
])
  attempt(() => compileFilter(filter, resourceType)(user))
for (const name of names) {
  attempt(() => project(user, resourceType, { attributes: [name, `emails.${name}`] }))
  attempt(() => project(user, resourceType, { excludedAttributes: [name] }))
  attempt(() => sortResources([user, user], resourceType, { sortBy: name }))
}
process.stdout.write(`${runs} runs`)
