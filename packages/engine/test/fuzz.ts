import { isScimError, UserResourceType } from '@scimwright/types'
import {
  applyPatch,
  compileFilter,
  formatFilter,
  parseFilter,
  parsePath,
  planMembers,
  profiles,
} from '../src/index.ts'
import { babs } from './babs.ts'
import { freezeDeep } from './freeze-deep.ts'
import { createMutations, recordedFilters, recordedPatches } from './mutations.ts'

/** What became of the inputs; times in milliseconds. */
export interface FuzzReport {
  inputs: number
  read: number
  refused: number
  /** The longest that one input took, measured again when it seemed long: a collection of garbage is no hang. */
  slowest: number
  slowestInput: string
}

const filterSeeds = [
  ...recordedFilters,
  'userName eq "b" and not (active eq false or emails[type eq "work" and value co "x"])',
  'emails[type eq "work"].value ew "@x.com" or meta.lastModified gt "2026-01-01T00:00:00+01:00"',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "26"',
]

const words =
  '( ) [ ] " \\ . : and or not not( eq pr co gt null true - 1e999 \\u0000 \ud800 é urn: $ref , [] {} "path" members __proto__ constructor toString value emails password 2026-01-01T00:00:00Z'.split(
    ' ',
  )

const user = freezeDeep(structuredClone(babs))

const readFilter = (text: string): void => {
  const filter = parseFilter(text)
  parseFilter(formatFilter(filter), { limits: { maxLength: 100_000 } })
  const matches = compileFilter(text, UserResourceType, { profile: profiles.generic })
  if (typeof matches(user) !== 'boolean') throw new Error('a predicate answers true or false')
}

const readPatch = (text: string): void => {
  let operations: unknown
  try {
    operations = JSON.parse(text)
  } catch {
    operations = [{ op: 'add', path: text.slice(0, 90), value: text }]
  }
  const options = { resourceType: UserResourceType, profile: profiles.generic }
  planMembers(operations as never, options)
  applyPatch(user, operations as never, options)
}

const readers = [
  { seeds: filterSeeds, read: readFilter },
  { seeds: filterSeeds, read: (text: string) => void parsePath(text.slice(0, 80)) },
  { seeds: recordedPatches, read: readPatch },
]

/**
 * Sends mutated filters, paths and PATCH operations through the engine: each is read or refused with a ScimError.
 * Throws for any other error, with the input, and when a name has come upon `Object.prototype`.
 */
export const fuzz = ({ inputs, seed }: { inputs: number; seed: number }): FuzzReport => {
  const { pick, mutate } = createMutations(seed)
  const report = { inputs, read: 0, refused: 0, slowest: 0, slowestInput: '' }

  const attempt = (text: string, read: (text: string) => void): boolean => {
    try {
      read(text)
      return true
    } catch (error) {
      if (isScimError(error)) return false
      throw new Error(`seed ${seed}: no ScimError for ${JSON.stringify(text)}`, { cause: error })
    }
  }

  const timed = (text: string, read: (text: string) => void): number => {
    const started = performance.now()
    attempt(text, read)
    return performance.now() - started
  }

  for (let input = 0; input < inputs; input += 1) {
    const { seeds, read } = readers[input % readers.length] as (typeof readers)[number]
    const text = mutate(pick(seeds), { words, places: 2, longest: 6 })
    const started = performance.now()
    if (attempt(text, read)) report.read += 1
    else report.refused += 1
    const elapsed = performance.now() - started
    if (elapsed <= report.slowest) continue
    const confirmed = Math.min(elapsed, timed(text, read), timed(text, read))
    if (confirmed <= report.slowest) continue
    report.slowest = confirmed
    report.slowestInput = text
  }
  if (Object.keys(Object.prototype).length > 0) throw new Error('Object.prototype was written to')
  return report
}
