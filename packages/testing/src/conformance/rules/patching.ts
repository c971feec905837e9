import { urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import { ENTERPRISE, type Json, type Probe, USER } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

const emails = [
  { value: 'a@example.com', type: 'work', primary: true },
  { value: 'b@example.com', type: 'home' },
]

/** A user with title, name and two e-mail addresses, patched; how it is afterwards. */
const patched = async (probe: Probe, ...operations: object[]): Promise<Json> => {
  const { id } = await probe.user({
    title: 'VP',
    name: { familyName: 'Jensen', givenName: 'Barbara' },
    emails,
  })
  const { status, body } = await probe.patch(`/Users/${id}`, ...operations)
  holds(status === 200 || status === 204, 'PATCH answers 200 or 204', body ?? status)
  return (await probe.send('GET', `/Users/${id}`)).body
}

const refused = async (probe: Probe, operation: object, ...scimTypes: string[]): Promise<void> => {
  const { id, meta } = await probe.user({ title: 'VP', emails })
  const first = { op: 'replace', path: 'title', value: 'CEO' }
  const { status, body } = await probe.patch(`/Users/${id}`, first, operation)
  const what = JSON.stringify(operation)
  equal(status, 400, what)
  holds(scimTypes.includes(body?.scimType), `${what} is ${scimTypes.join(' or ')}`, body)
  const read = (await probe.send('GET', `/Users/${id}`)).body
  equal([read?.title, read?.meta?.version], ['VP', meta.version], 'the user after a refused PATCH')
}

/** Changing with PATCH (RFC 7644 §3.5.2). */
export const patchingRules: readonly Rule[] = [
  must(48, 'RFC7644-3.5.2 the body is a PatchOp with operations', async ({ user, send }) => {
    const { id } = await user()
    const Operations = [{ op: 'add', path: 'title', value: 'VP' }]
    const bare = await send('PATCH', `/Users/${id}`, { Operations })
    const none = await send('PATCH', `/Users/${id}`, { schemas: [urns.PatchOp] })
    equal([bare.status, none.status], [400, 400], 'PATCH without schemas, without Operations')
  }),
  must(48, 'RFC7644-3.5.2 an unknown op is refused', (probe) =>
    refused(probe, { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax', 'invalidValue'),
  ),
  must(49, 'RFC7644-3.5.2 a path nobody can read is 400 invalidPath', (probe) =>
    refused(probe, { op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath', 'invalidFilter'),
  ),
  must(49, 'RFC7644-3.5.2 a path to nothing that is defined is 400 invalidPath', (probe) =>
    refused(probe, { op: 'replace', path: 'shoeSize', value: '43' }, 'invalidPath'),
  ),
  must(49, 'RFC7644-3.5.2 what is readOnly is not changed by its path', (probe) =>
    refused(
      probe,
      { op: 'replace', path: 'meta.created', value: '1999-01-01T00:00:00Z' },
      'mutability',
    ),
  ),
  must(50, 'RFC7644-3.5.2 all operations are carried out, or none', (probe) =>
    refused(probe, { op: 'remove', path: 'userName' }, 'mutability', 'invalidValue'),
  ),
  must(50, 'RFC7644-3.5.2 each operation sees what the one before it did', async (probe) => {
    const user = await patched(
      probe,
      { op: 'remove', path: 'emails' },
      { op: 'add', path: 'emails', value: [{ value: 'c@example.com', type: 'work' }] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'd@example.com' },
    )
    equal(
      user?.emails?.map(({ value }: Json) => value),
      ['d@example.com'],
      'emails',
    )
  }),
  must(
    50,
    'RFC7644-3.5.2 an extension attribute brings its schema, and the last one takes it away',
    async (probe) => {
      const { id } = await probe.user()
      const path = `${ENTERPRISE}:department`
      await probe.patch(`/Users/${id}`, { op: 'add', path, value: 'R&D' })
      const withIt = (await probe.send('GET', `/Users/${id}`)).body
      equal(
        [withIt?.[ENTERPRISE], withIt?.schemas?.includes(ENTERPRISE)],
        [{ department: 'R&D' }, true],
        path,
      )
      await probe.patch(`/Users/${id}`, { op: 'remove', path })
      equal((await probe.send('GET', `/Users/${id}`)).body?.schemas, [USER], 'schemas')
    },
  ),
  must(51, 'RFC7644-3.5.2 a new primary value ends the old one', async (probe) => {
    const user = await patched(probe, {
      op: 'replace',
      path: 'emails[type eq "home"].primary',
      value: true,
    })
    const primaries = user?.emails
      ?.filter(({ primary }: Json) => primary)
      .map(({ type }: Json) => type)
    equal(primaries, ['home'], 'primary e-mail addresses')
  }),
  must(
    52,
    'RFC7644-3.5.2 a client that asks for attributes gets 200 with them',
    async ({ user, patch }) => {
      const { id } = await user()
      const { status, body } = await patch(`/Users/${id}?attributes=title`, {
        op: 'add',
        path: 'title',
        value: 'VP',
      })
      equal([status, body?.title], [200, 'VP'], 'PATCH with attributes=title')
    },
  ),
  must(53, 'RFC7644-3.5.2.1 add without a path merges into the resource', async (probe) => {
    const user = await patched(probe, {
      op: 'add',
      value: { nickName: 'Babs', name: { givenName: 'Babs' } },
    })
    equal(
      [user?.nickName, user?.name?.familyName, user?.name?.givenName],
      ['Babs', 'Jensen', 'Babs'],
      'the user',
    )
  }),
  must(53, 'RFC7644-3.5.2.1 add appends to several values, and none twice', async (probe) => {
    const value = [
      { value: 'b@example.com', type: 'home' },
      { value: 'c@example.com', type: 'other' },
    ]
    const user = await patched(probe, { op: 'add', path: 'emails', value })
    const values = user?.emails?.map((each: Json) => each.value)
    equal(values?.sort(), ['a@example.com', 'b@example.com', 'c@example.com'], 'emails')
  }),
  should(
    53,
    'RFC7644-3.5.2.1 what is there already changes nothing, not even lastModified',
    async ({ user, patch, send }) => {
      const { id, meta } = await user({ title: 'VP' })
      await patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'VP' })
      const { body } = await send('GET', `/Users/${id}`)
      equal(
        [body?.meta?.version, body?.meta?.lastModified],
        [meta.version, meta.lastModified],
        'meta',
      )
    },
  ),
  must(54, 'RFC7644-3.5.2.2 remove unassigns', async (probe) => {
    const user = await patched(
      probe,
      { op: 'remove', path: 'title' },
      { op: 'remove', path: 'emails' },
    )
    equal([user?.title ?? null, user?.emails ?? []], [null, []], 'title and emails')
  }),
  must(
    54,
    'RFC7644-3.5.2.2 remove with a filter takes what matches, the last value takes the attribute along',
    async (probe) => {
      const one = await patched(probe, { op: 'remove', path: 'emails[type eq "work"]' })
      equal(
        one?.emails?.map(({ type }: Json) => type),
        ['home'],
        'emails without work',
      )
      const none = await patched(probe, {
        op: 'remove',
        path: 'emails[type eq "work" or type eq "home"]',
      })
      equal(none?.emails ?? [], [], 'emails without work and home')
    },
  ),
  must(54, 'RFC7644-3.5.2.2 what is required is not removed', (probe) =>
    refused(probe, { op: 'remove', path: 'userName' }, 'mutability', 'invalidValue'),
  ),
  must(54, 'RFC7644-3.5.2.2 remove without a path is 400 noTarget', (probe) =>
    refused(probe, { op: 'remove' }, 'noTarget'),
  ),
  must(55, 'RFC7644-3.5.2.3 replace without a path sets each attribute', async (probe) => {
    const user = await patched(probe, { op: 'replace', value: { title: 'CEO', nickName: 'Babs' } })
    equal(
      [user?.title, user?.nickName, user?.name?.familyName],
      ['CEO', 'Babs', 'Jensen'],
      'the user',
    )
  }),
  must(55, 'RFC7644-3.5.2.3 replace of what has no value adds it', async (probe) => {
    equal(
      (await patched(probe, { op: 'replace', path: 'nickName', value: 'Babs' }))?.nickName,
      'Babs',
      'nickName',
    )
  }),
  must(
    55,
    'RFC7644-3.5.2.3 replace of a complex attribute leaves the parts it does not name',
    async (probe) => {
      const user = await patched(probe, {
        op: 'replace',
        path: 'name',
        value: { givenName: 'Babs' },
      })
      equal([user?.name?.givenName, user?.name?.familyName], ['Babs', 'Jensen'], 'name')
    },
  ),
  must(55, 'RFC7644-3.5.2.3 replace of several values replaces all of them', async (probe) => {
    const user = await patched(probe, {
      op: 'replace',
      path: 'emails',
      value: [{ value: 'c@example.com' }],
    })
    equal(
      user?.emails?.map(({ value }: Json) => value),
      ['c@example.com'],
      'emails',
    )
  }),
  must(
    55,
    'RFC7644-3.5.2.3 replace with a filter changes what matches, and only the part it names',
    async (probe) => {
      const user = await patched(probe, {
        op: 'replace',
        path: 'emails[type eq "work"].value',
        value: 'w@example.com',
      })
      const values = user?.emails?.map(({ type, value }: Json) => `${type} ${value}`)
      equal(values?.sort(), ['home b@example.com', 'work w@example.com'], 'emails')
    },
  ),
  must(55, 'RFC7644-3.5.2.3 replace with a filter that matches nothing is 400 noTarget', (probe) =>
    refused(
      probe,
      { op: 'replace', path: 'emails[type eq "made-up-type"].value', value: 'x@example.com' },
      'noTarget',
    ),
  ),
]
