import { expect, test } from 'vitest'
import { attributeChanges } from './attribute-changes.ts'

const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const actual = {
  schemas: ['x'],
  id: 'u1',
  userName: 'bjensen',
  active: true,
  title: 'Guide',
  name: { givenName: 'Barbara', familyName: 'Jensen' },
  emails: [
    { type: 'work', value: 'b@example.com', display: 'b' },
    { type: 'home', value: 'h@example.com' },
  ],
  [URN]: { department: 'R&D', manager: { value: '26', displayName: 'Sue' } },
}

test.each<[string, Record<string, unknown>, object[]]>([
  ['what agrees is left alone', { userName: 'bjensen', active: true }, []],
  ['what is not mentioned is left alone', {}, []],
  [
    'what a server adds is no difference',
    {
      emails: [
        { type: 'home', value: 'h@example.com', primary: false },
        { type: 'work', value: 'b@example.com' },
      ],
      [URN]: { manager: { value: '26' } },
    },
    [],
  ],
  [
    'what the server owns is not compared',
    { id: 'x', schemas: ['y'], meta: {}, groups: [], password: 'p' },
    [],
  ],
  ['a value is replaced', { title: 'VP' }, [{ op: 'replace', path: 'title', value: 'VP' }]],
  ['a new one too', { nickName: 'B' }, [{ op: 'replace', path: 'nickName', value: 'B' }]],
  [
    'a part is replaced',
    { name: { givenName: 'Babs' } },
    [{ op: 'replace', path: 'name.givenName', value: 'Babs' }],
  ],
  [
    'an attribute of an extension is',
    { [URN]: { department: 'Sales' } },
    [{ op: 'replace', path: `${URN}:department`, value: 'Sales' }],
  ],
  [
    'also of one that is not there',
    { 'urn:x': { a: 1 } },
    [{ op: 'replace', path: 'urn:x:a', value: 1 }],
  ],
  [
    'a collection is replaced as a whole',
    { emails: [{ value: 'n@example.com' }] },
    [{ op: 'replace', path: 'emails', value: [{ value: 'n@example.com' }] }],
  ],
  [
    'null removes',
    { title: null, nickName: null, name: { givenName: null } },
    [
      { op: 'remove', path: 'title' },
      { op: 'remove', path: 'name.givenName' },
    ],
  ],
])('%s', (_, desired, operations) => {
  expect(attributeChanges(actual, desired)).toEqual(operations)
})

test('two equal elements are not one', () => {
  const twice = { emails: [{ value: 'b@example.com' }, { value: 'b@example.com' }] }
  expect(attributeChanges(actual, twice)).toHaveLength(1)
})
