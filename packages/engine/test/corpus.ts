import { readFileSync } from 'node:fs'
import { GroupResourceType, type ResourceTypeDefinition, UserResourceType } from '@scimwright/types'
import { type Profile, profiles } from '../src/index.ts'

/** A resource as a case gives or expects it. */
export type Resource = Record<string, unknown>

/** What a server answers to a case. */
export interface Expectation {
  status: number
  scimType?: string
  resource?: Resource
  /** Attribute paths that must be unassigned, `urn.attribute` in an extension. */
  absent?: string[]
  /** Keys that must not stand in the resource literally. */
  notPresent?: string[]
  matches?: string[]
}

/** One request of recorded or documented traffic; see packages/testing/corpus/README.md. */
export interface WireCase {
  id: string
  idp: string
  kind: 'patch' | 'create' | 'put' | 'filter' | 'list' | 'get' | 'delete'
  given: { Users?: Resource[]; Groups?: Resource[] }
  request: { method: string; path: string; body?: { Operations?: unknown[] } & Resource }
  expect: Expectation
  strictServer?: Expectation
}

/** All cases, in the order of the file. */
export const wireCases: WireCase[] = readFileSync(
  new URL('../../testing/corpus/wire.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** The filter a case's request asks with; undefined when it has none. */
export const filterOf = ({ request }: WireCase): string | undefined =>
  new URL(request.path.replaceAll('+', '%20'), 'http://x').searchParams.get('filter') ?? undefined

/** The profile a case's identity provider is read with; those without one of their own are generic. */
export const profileOf = (idp: string): Profile => {
  const name = Object.keys(profiles).find((each) => each !== 'generic' && idp.startsWith(each))
  return name === undefined ? profiles.generic : profiles[name as keyof typeof profiles]
}

/** The resource type a path such as `/Groups/g1` is about, and the id in it. */
export const targetOf = (
  path: string,
): { resourceType: ResourceTypeDefinition; id: string | undefined } => {
  const [, endpoint, id] = path.split(/[/?]/)
  return {
    resourceType: endpoint === 'Groups' ? GroupResourceType : UserResourceType,
    id: id || undefined,
  }
}

/** The resource a case is about, as given; undefined when there is none. */
export const givenResource = ({ given, request }: WireCase): Resource | undefined => {
  const { resourceType, id } = targetOf(request.path)
  const resources = resourceType.name === 'Group' ? given.Groups : given.Users
  return resources?.find((resource) => resource.id === id)
}
