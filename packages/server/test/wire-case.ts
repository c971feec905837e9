import { readFileSync } from 'node:fs'
import { type Profile, profiles } from '@scimwright/engine'

/** A resource as a case gives or expects it. */
export type Resource = Record<string, unknown>

/** What a server answers to a case; packages/testing/corpus/README.md has the words. */
export interface Expectation {
  readonly status: number
  readonly altStatus?: number[]
  readonly scimType?: string
  readonly resource?: Resource
  readonly absent?: string[]
  readonly notPresent?: string[]
  readonly matches?: string[]
  readonly orderedMatches?: string[]
  readonly totalResults?: number
  readonly startIndex?: number
  readonly itemsPerPage?: number
  readonly resources?: Resource[]
  readonly absentInEach?: string[]
  readonly responseAttributesOnly?: string[]
  readonly idNotIn?: string[]
  readonly after?: (Expectation & { readonly path: string })[]
}

/** One request of recorded or documented traffic. */
export interface WireCase {
  readonly id: string
  readonly idp: string
  readonly given: {
    readonly Users?: Resource[]
    readonly Groups?: Resource[]
    readonly schemas?: unknown[]
  }
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers?: Record<string, string>
    readonly body?: unknown
    readonly rawBody?: string
  }
  readonly expect: Expectation
}

/** All cases, in the order of the file. */
export const wireCases: readonly WireCase[] = readFileSync(
  new URL('../../testing/corpus/wire.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** The profile a case's identity provider is read with; those without one of their own are generic. */
export const profileOf = (idp: string): Profile => {
  const name = Object.keys(profiles).find((each) => each !== 'generic' && idp.startsWith(each))
  return name === undefined ? profiles.generic : profiles[name as keyof typeof profiles]
}
