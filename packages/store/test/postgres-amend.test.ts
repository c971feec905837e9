import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AMEND } from '../src/postgres/draft/draft-statements.ts'
import { hasPostgres, postgresDatabase, sharedPostgres, stopServerAtTheEnd } from './engines.ts'
import { createGroup, createUser, DIRECTORY, group, user } from './resources.ts'

stopServerAtTheEnd()

const USERS = 400
const MEMBERS = 4000

const VALUES: Readonly<Record<keyof typeof AMEND, readonly unknown[]>> = {
  changeResource: [DIRECTORY, 'u7', 2, '{}', null, '{}'],
  removeResources: [DIRECTORY, ['u7', 'u8']],
  removeIndexed: [DIRECTORY, 'User', 'userName', 'u7@example.com', '', 'u7'],
  removeUnique: [DIRECTORY, 'User', 'userName', 'u7@example.com'],
  moveUnique: [DIRECTORY, 'User', 'userName', 'u7@example.com', 'u8'],
  removeMembers: [DIRECTORY, 'g', ['m7', 'm8']],
  countDown: [DIRECTORY, 'User', 1],
}

describe.skipIf(!hasPostgres)('what a draft changes', () => {
  it('is looked up by its key, in tables of which the planner knows nothing', async () => {
    const { target, open } = await postgresDatabase(await sharedPostgres())
    const store = await open()
    const ids = Array.from({ length: USERS }, (_, n) => `u${n}`)
    await Promise.all(ids.map((id) => store.write(DIRECTORY, createUser(user(id)))))
    const members = Array.from({ length: MEMBERS }, (_, n) => ({ value: `m${n}` }))
    await store.write(DIRECTORY, createGroup(group('g', { members })))
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    onTestFinished(() => client.end())
    for (const [name, { text }] of Object.entries(AMEND)) {
      await client.query('BEGIN')
      const { rows } = await client.query(`EXPLAIN ANALYZE ${text}`, [
        ...VALUES[name as keyof typeof AMEND],
      ])
      await client.query('ROLLBACK')
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      const passedOver = [...plan.matchAll(/Rows Removed by (?:Filter|Join Filter): (\d+)/g)]
      expect(
        passedOver.filter(([, count]) => Number(count) > 1),
        `${name}\n${plan}`,
      ).toEqual([])
    }
  })

  it('is no more than what is named, in the directory it is named in', async () => {
    const { open, rows } = await postgresDatabase(await sharedPostgres())
    const store = await open()
    const members = ['a', 'b', 'c'].map((value) => ({ value }))
    for (const directory of [DIRECTORY, 'dir_2'])
      for (const id of ['g', 'h']) await store.write(directory, createGroup(group(id, { members })))
    const text = AMEND.removeMembers.text.replace('$1', `'${DIRECTORY}'`).replace('$2', "'g'")
    await rows(text.replace('$3', "'{a,c,nobody}'"))
    expect(
      await rows('SELECT directory_id, group_id, member_id FROM member ORDER BY 1, 2, 3'),
    ).toHaveLength(10)
    await rows(
      AMEND.removeResources.text.replace('$1', `'${DIRECTORY}'`).replace('$2', "'{h,nobody}'"),
    )
    expect(await rows('SELECT directory_id, id FROM resource ORDER BY 1, 2')).toEqual([
      { directory_id: DIRECTORY, id: 'g' },
      { directory_id: 'dir_2', id: 'g' },
      { directory_id: 'dir_2', id: 'h' },
    ])
  })
})
