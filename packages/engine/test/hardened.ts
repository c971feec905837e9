// Run by hardened.test.ts in a process without `__proto__`, with `Object.prototype` frozen.
import { isScimError } from '@scimwright/types'
import {
  applyPatch,
  compileFilter,
  normalizeResource,
  planMembers,
  profiles,
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
for (const name of names)
  attempt(() => compileFilter(`${name} eq "x"`, targetOf('/Users').resourceType))
process.stdout.write(`${runs} runs`)
