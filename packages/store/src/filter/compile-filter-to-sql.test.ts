import { parseFilter } from '@scimwright/engine'
import { GroupResourceType, UserResourceType, urns } from '@scimwright/types'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGroup, createUser, DIRECTORY, group, user } from '../../test/resources.ts'
import { temporaryFolder, temporaryStore } from '../../test/temporary-store.ts'
import { sql, toStatement } from '../sql.ts'
import { openDatabase } from '../sqlite/open-database.ts'
import { compileFilterToSql } from './compile-filter-to-sql.ts'

const statementOf = (filter: string) =>
  toStatement(
    sql`SELECT r.id FROM resource r WHERE r.directory_id = ${DIRECTORY} AND +r.type = ${'User'}
      AND ${compileFilterToSql(filter, UserResourceType, 'sqlite').where(DIRECTORY)}`,
    'sqlite',
  )

const planOf = (filter: string): string => {
  const db = openDatabase(`${temporaryFolder()}/store.db`)
  onTestFinished(() => {
    db.close()
  })
  const { text, values } = statementOf(filter)
  const steps = db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
    .all(...values)
  return steps.map(({ detail }) => detail).join('\n')
}

describe('the text', () => {
  it.each([
    ['userName eq "%"', '%'],
    ['emails[type eq "work" and value co "%"]', '%'],
    ['displayName sw "%"', '%'],
    ['name.familyName ew "%" or title ne "%"', '%'],
    ['not (groups.display eq "%")', '%'],
  ])('of %s does not depend on what stands in quotes', (pattern, mark) => {
    const hostile = [
      "' OR 1=1 --",
      '\\"; DROP TABLE resource; --',
      '%_',
      '\\u0000',
      '?',
      ':name',
      '$1',
    ]
    const expected = statementOf(pattern.replaceAll(mark, 'x')).text
    for (const literal of hostile)
      expect(statementOf(pattern.replaceAll(mark, literal)).text).toBe(expected)
  })
})

describe('the plan', () => {
  it.each([
    'userName eq "ada@example.com"',
    'externalId eq "00u1"',
    'emails[type eq "work" and value eq "ada@example.com"]',
    'emails eq "ada@example.com"',
    'phoneNumbers.value eq "1"',
    `${urns.EnterpriseUser}:employeeNumber eq "7"`,
    'userName sw "ada"',
    'userName eq "ada@example.com" and active eq true and name.familyName co "x"',
  ])('of %s finds the few by their key', (filter) => {
    const plan = planOf(filter)
    expect(plan).toMatch(/SEARCH r USING INDEX \S+ \(directory_id=\? AND id=\?\)/)
    expect(plan).toMatch(
      /SEARCH v USING PRIMARY KEY \(directory_id=\? AND type=\? AND path=\? AND (value=\?|value>\? AND value<\?)/,
    )
  })
})

describe('a filter', () => {
  it('finds an element without a type by no type, neither by an empty one', async () => {
    const store = temporaryStore()
    await store.write(DIRECTORY, createUser(user('u1', { emails: [{ value: 'a' }] })))
    const find = async (filter: string) => {
      const query = { resourceTypes: [UserResourceType], startIndex: 1, count: 9 }
      return (await store.list(DIRECTORY, { ...query, filter: parseFilter(filter) })).totalResults
    }
    expect(await find('emails[type eq "" and value eq "a"]')).toBe(0)
    expect(await find('emails[value eq "a"]')).toBe(1)
    expect(await find('emails[not (type pr) and value eq "a"]')).toBe(1)
  })

  it('finds nothing by half a surrogate pair, neither what a driver would make of it', async () => {
    const store = temporaryStore()
    const emails = [{ value: '\ufffd', type: '\ufffd' }]
    const strange = user('u1', { title: '\ufffd', externalId: '\ufffd', emails })
    await store.write(DIRECTORY, createUser(strange))
    const find = async (filter: string) => {
      const query = { resourceTypes: [UserResourceType], startIndex: 1, count: 9 }
      return (await store.list(DIRECTORY, { ...query, filter: parseFilter(filter) })).totalResults
    }
    for (const filter of [
      'title eq "X"',
      'title co "X"',
      'externalId eq "X"',
      'emails[type eq "X" and value pr]',
    ]) {
      expect(await find(filter.replace('X', '\\ud800'))).toBe(0)
      expect(await find(filter.replace('X', '\\ufffd'))).toBe(1)
    }
    expect(await find('title ne "\\ud800"')).toBe(1)
  })

  it('comes as text and values, or as a piece of a statement', () => {
    const filter = compileFilterToSql('title eq "Dr."', UserResourceType, 'sqlite')
    expect(filter.text).toBe('coalesce(scim_fold(json_extract(r.doc, ?)) = ?, FALSE)')
    expect(filter.values(DIRECTORY)).toEqual(['$."title"', 'dr.'])
    expect(toStatement(filter.where(DIRECTORY), 'sqlite')).toEqual({
      text: filter.text,
      values: filter.values(DIRECTORY),
    })
    const indexed = compileFilterToSql('userName eq "Ada"', UserResourceType, 'sqlite')
    expect(indexed.values(DIRECTORY)).toEqual([DIRECTORY, 'User', 'userName', 'ada'])
  })

  it('is refused for a database there is no dialect for', () => {
    const name = JSON.parse('"oracle"')
    expect(() => compileFilterToSql('title pr', UserResourceType, name)).toThrow(
      'There is no dialect "oracle". Use one of: sqlite, postgres.',
    )
  })

  it('is refused as the engine refuses it', () => {
    const compile = (filter: string) => () => compileFilterToSql(filter, UserResourceType, 'sqlite')
    expect(compile('shoeSize eq 44')).toThrow(/no attribute `shoeSize`/)
    expect(compile('password sw "a"')).toThrow(/never returned/)
    expect(compile('active gt true')).toThrow(/boolean/)
    expect(compile('emails[shoeSize eq 44]')).toThrow(/no attribute `shoeSize`/)
  })
})

describe('a filter over several types', () => {
  const find = async (filter: string, sortBy?: string) => {
    const store = temporaryStore()
    await store.write(DIRECTORY, createUser(user('u1', { displayName: 'b', userName: 'ada' })))
    await store.write(DIRECTORY, createGroup(group('g1', { displayName: 'a' })))
    const { resources } = await store.list(DIRECTORY, {
      resourceTypes: [UserResourceType, GroupResourceType],
      filter: parseFilter(filter),
      ...(sortBy !== undefined && { sortBy }),
      startIndex: 1,
      count: 9,
    })
    return resources.map(({ id }) => id)
  }

  it('takes an attribute a type does not have as one without a value', async () => {
    expect(await find('userName eq "ADA"')).toEqual(['u1'])
    expect(await find('userName ne "ada"')).toEqual(['g1'])
    expect(await find('not (userName pr)')).toEqual(['g1'])
    expect(await find('userName eq null')).toEqual(['g1'])
    expect(await find('emails[type eq "work"] or members pr')).toEqual([])
    expect(await find('displayName pr')).toEqual(['u1', 'g1'])
  })

  it('sorts such resources as ones without a value', async () => {
    expect(await find('displayName pr', 'displayName')).toEqual(['g1', 'u1'])
    expect(await find('displayName pr', 'userName')).toEqual(['u1', 'g1'])
  })

  it('refuses an attribute that no type has', async () => {
    await expect(find('shoeSize eq 44')).rejects.toMatchObject({ scimType: 'invalidFilter' })
    await expect(find('displayName pr', 'shoeSize')).rejects.toMatchObject({ status: 400 })
  })
})
