import { equal } from '../expectations.ts'
import { USER } from '../probe.ts'
import { must, type Rule } from '../rule.ts'

/** Replacing with PUT (RFC 7644 §3.5.1). */
export const replacingRules: readonly Rule[] = [
  must(46, 'RFC7644-3.5.1 PUT answers 200 with the whole resource', async ({ user, send }) => {
    const { id, userName } = await user()
    const { status, body } = await send('PUT', `/Users/${id}`, {
      schemas: [USER],
      userName,
      title: 'VP',
    })
    equal([status, body?.id, body?.userName, body?.title], [200, id, userName, 'VP'], 'PUT')
  }),
  must(46, 'RFC7644-3.5.1 PUT keeps what is unique unique', async ({ user, send }) => {
    const [one, other] = [await user(), await user()]
    const body = { schemas: [USER], userName: other.userName }
    const answer = await send('PUT', `/Users/${one.id}`, body)
    equal(
      [answer.status, answer.body?.scimType],
      [409, 'uniqueness'],
      'the userName of another user',
    )
  }),
  must(47, 'RFC7644-3.5.1 what PUT leaves out is cleared', async ({ user, send }) => {
    const { id, userName } = await user({ title: 'VP' })
    await send('PUT', `/Users/${id}`, { schemas: [USER], userName })
    equal((await send('GET', `/Users/${id}`)).body?.title ?? null, null, 'title')
  }),
  must(
    47,
    'RFC7644-3.5.1 PUT without a required attribute is 400, and changes nothing',
    async ({ user, send }) => {
      const { id, userName } = await user({ title: 'VP' })
      const { status, body } = await send('PUT', `/Users/${id}`, { schemas: [USER], title: 'CEO' })
      equal([status, body?.scimType], [400, 'invalidValue'], 'PUT without userName')
      const read = (await send('GET', `/Users/${id}`)).body
      equal([read?.userName, read?.title], [userName, 'VP'], 'the user')
    },
  ),
]
