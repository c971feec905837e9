import type { PatchOperation } from '@scimwright/types'
import { type ClientError, configurationError } from '../client-error.ts'
import { buildFilter } from '../filter/build-filter.ts'
import type { PatchBuilder } from './patch-builder.ts'

/**
 * The operations of a PATCH with checked paths and values (RFC 7644 §3.5.2).
 *
 * @throws ClientError configuration, when there is no operation or a value is `undefined`.
 * @example
 * const operations = buildPatch<User>((user) =>
 *   user.replace('title', 'Guide').remove('nickName').replace('emails[type eq "work"].value', 'b@example.com'),
 * )
 */
export const buildPatch = <R>(
  build: (patch: PatchBuilder<R>) => PatchBuilder<R>,
): PatchOperation[] => {
  const operations: PatchOperation[] = []
  build(patchBuilder<R>(operations))
  if (operations.length === 0) throw refused('it has no operation')
  return operations
}

const patchBuilder = <R>(operations: PatchOperation[]): PatchBuilder<R> => {
  const push = (operation: PatchOperation): PatchBuilder<R> => {
    if ('value' in operation && (operation.value === undefined || operation.value === null))
      throw refused(`${operation.path} is given no value: say remove`)
    operations.push(operation)
    return builder
  }
  const builder: PatchBuilder<R> = {
    replace: (path, value) => push({ op: 'replace', path, value }),
    add: (path, value) => push({ op: 'add', path, value }),
    remove: (path) => push({ op: 'remove', path }),
    set: (urn, name, value) => push({ op: 'replace', path: `${urn}:${String(name)}`, value }),
    unset: (urn, name) => push({ op: 'remove', path: `${urn}:${String(name)}` }),
    where: (collection, filter) => {
      const element = `${String(collection)}[${buildFilter(filter)}]`
      const at = (name: PropertyKey | undefined): string =>
        name === undefined ? element : `${element}.${String(name)}`
      return {
        replace: (name, value) => push({ op: 'replace', path: at(name), value }),
        add: (name, value) => push({ op: 'add', path: at(name), value }),
        remove: (name) => push({ op: 'remove', path: at(name) }),
      }
    },
    unsafe: push,
  }
  return builder
}

const refused = (why: string): ClientError => configurationError(`PATCH: ${why}.`)
