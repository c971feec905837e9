import { EnterpriseUser } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import {
  applyPatch,
  compileFilter,
  normalizeResource,
  type Profile,
  profiles,
} from '../src/index.ts'
import {
  type Expectation,
  filterOf,
  givenResource,
  profileOf,
  type Resource,
  targetOf,
  type WireCase,
  wireCases,
} from './corpus.ts'
import { expectOutcome } from './expectation.ts'

/** Cases that only a store can answer: who is unique, who is there, whom a reference finds. */
const needsStore = ({ expect: expectation, id }: WireCase): boolean =>
  expectation.status === 404 ||
  expectation.status === 409 ||
  // They describe the option `referentialIntegrity: drop` of a server.
  ['entra-group-013', 'okta-patch-013', 'okta-put-013'].includes(id)

/** What differs from a case's expectation by another rule of ours; each names it. */
const decidedOtherwise: Record<string, Partial<Expectation>> = {
  // The server hashes or forwards the password; it is in no answer, but in what the engine gives the server.
  'okta-create-001': { notPresent: [] },
  // Of several primary values the last one stays, not the first.
  'entra-create-013': {
    resource: {
      emails: [
        { type: 'work', value: 'a@fjord.example' },
        { type: 'home', primary: true, value: 'b@home.example' },
      ],
    },
  },
}

const run = (wire: WireCase, profile: Profile): Resource => {
  const { resourceType } = targetOf(wire.request.path)
  const given = givenResource(wire) ?? {}
  const { body = {} } = wire.request
  if (wire.kind === 'patch')
    return applyPatch(given, body.Operations ?? [], { resourceType, profile }).resource
  const mode = wire.kind === 'put' ? 'replace' : 'create'
  const { resource } = normalizeResource(body, { resourceType, mode, current: given, profile })
  // `id` and `meta` are the server's to keep.
  return mode === 'replace' ? { ...resource, id: given.id, meta: given.meta } : resource
}

const writes = wireCases.filter(({ kind }) => ['patch', 'create', 'put'].includes(kind))

describe('recorded writes, in the dialect of who sent them', () => {
  test.each(writes.filter((wire) => !needsStore(wire)))('$id', (wire) =>
    expectOutcome(() => run(wire, profileOf(wire.idp)), {
      ...wire.expect,
      ...decidedOtherwise[wire.id],
    }),
  )
})

/** Op names in any letter case are no leniency of ours (RFC 7644 §3.5.2 names them in lower case, clients do not). */
const hasCapitalOp = ({ request }: WireCase): boolean =>
  (request.body?.Operations ?? []).some((operation) =>
    /^[A-Z]/.test((operation as { op: string }).op),
  )

/** What the letter gives by our reading, where a case reads it otherwise; `expect` is what its dialect gets. */
const ourReading: Record<string, Expectation | 'expect'> = {
  // Unknown names in a value are left out and reported.
  'entra-group-015': { status: 200, resource: { members: [{ value: 'u1' }] } },
  'onelogin-create-003': 'expect',
  // readOnly names in a path-less value are left out.
  'okta-patch-004': 'expect',
  'okta-patch-005': 'expect',
  // Removing with a list removes what is listed.
  'jumpcloud-patch-004': 'expect',
  // A canonical value that is asked for and missing is made.
  'entra-patch-008': 'expect',
  'entra-patch-015': 'expect',
  // References that find nobody are kept.
  'entra-group-013': {
    status: 200,
    resource: { members: [{ value: 'u1' }, { value: 'u2' }, { value: 'ghost-9' }] },
  },
  'okta-patch-013': {
    status: 200,
    resource: { members: [{ value: 'u1' }, { value: 'u2' }, { value: 'ghost-9' }] },
  },
  'okta-put-013': {
    status: 200,
    resource: { members: [{ value: 'u1' }, { value: 'ghost-9' }, { value: 'u2' }] },
  },
  // With the op lowered, the values are still of the wrong kind.
  'entra-group-014': { status: 400, scimType: 'invalidValue' },
  'entra-patch-001': { status: 400, scimType: 'invalidValue' },
  'entra-patch-021': { status: 400, scimType: 'invalidValue' },
  'entra-patch-028': { status: 400, scimType: 'invalidValue' },
  'entra-patch-034': { status: 400, scimType: 'invalidFilter' },
  'entra-patch-044': { status: 400, scimType: 'invalidPath' },
  // Text is text: JSON in it and empty text are stored.
  'entra-patch-036': {
    status: 200,
    resource: { roles: [{ value: '{"id":"r-77","value":"Admin","displayName":"Administrator"}' }] },
  },
  'entra-patch-053': {
    status: 200,
    resource: { [EnterpriseUser.id]: { manager: { value: '' } } },
  },
}

const byTheLetter = (wire: WireCase): Expectation => {
  const reading = ourReading[wire.id] ?? (hasCapitalOp(wire) ? 'expect' : wire.strictServer)
  return reading === 'expect' || reading === undefined ? wire.expect : reading
}

describe('recorded writes, by the letter', () => {
  test.each(writes.filter(({ strictServer }) => strictServer))('$id', (wire) =>
    expectOutcome(() => run(wire, profiles.rfc), byTheLetter(wire)),
  )
})

describe('recorded filters', () => {
  const matchesOf = (wire: WireCase, profile: Profile): unknown[] => {
    const { resourceType } = targetOf(wire.request.path)
    const resources = resourceType.name === 'Group' ? wire.given.Groups : wire.given.Users
    const matches = compileFilter(filterOf(wire) ?? '', resourceType, { profile })
    return (resources ?? []).filter(matches).map(({ id }) => id)
  }
  const filters = wireCases.filter(({ kind }) => kind === 'filter')

  test.each(filters)('$id', (wire) => {
    if (wire.expect.status === 200)
      expect(matchesOf(wire, profileOf(wire.idp))).toEqual(wire.expect.matches)
    else expectOutcome(() => ({ matches: matchesOf(wire, profileOf(wire.idp)) }), wire.expect)
  })
})
