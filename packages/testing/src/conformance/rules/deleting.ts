import { equal, holds } from '../expectations.ts'
import { USER } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

/** Deleting (RFC 7644 §3.6). */
export const deletingRules: readonly Rule[] = [
  must(56, 'RFC7644-3.6 DELETE answers 204 without a body', async ({ user, send }) => {
    const { id } = await user()
    const { status, body } = await send('DELETE', `/Users/${id}`)
    equal([status, body ?? null], [204, null], 'DELETE')
  }),
  must(56, 'RFC7644-3.6 what is deleted is 404 for every method', async ({ user, send, patch }) => {
    const { id, userName } = await user()
    await send('DELETE', `/Users/${id}`)
    const answers = [
      await send('GET', `/Users/${id}`),
      await send('PUT', `/Users/${id}`, { schemas: [USER], userName }),
      await patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'VP' }),
      await send('DELETE', `/Users/${id}`),
    ]
    equal(
      answers.map(({ status }) => status),
      [404, 404, 404, 404],
      'GET, PUT, PATCH, DELETE',
    )
  }),
  must(56, 'RFC7644-3.6 what is deleted is found no more', async ({ user, send, query, group }) => {
    const { id, userName } = await user()
    const { id: groupId } = await group([id])
    await send('DELETE', `/Users/${id}`)
    equal(
      (await query('/Users', { filter: `userName eq "${userName}"` })).totalResults,
      0,
      'users of the name',
    )
    const { body } = await send('GET', `/Groups/${groupId}`)
    holds(!(body?.members ?? []).length, 'no group has it as a member', body?.members)
  }),
  should(56, 'RFC7644-3.6 the name of what was deleted is free', async ({ user, send, forget }) => {
    const { id, userName } = await user()
    await send('DELETE', `/Users/${id}`)
    const { status, body } = await send('POST', '/Users', { schemas: [USER], userName })
    if (status === 201) forget('/Users', body.id)
    equal(status, 201, 'POST of the same userName')
    holds(body.id !== id, 'a new id', body.id)
  }),
]
