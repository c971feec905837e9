import type { StoredResource } from '@scimwright/server'
import { urns } from '@scimwright/types'

/** The n-th user of the bench: about a kilobyte, as identity providers send it. */
export const userNumber = (n: number): StoredResource => {
  const at = '2026-01-02T03:04:05.678Z'
  const name = `user${n}`
  return {
    schemas: [urns.User, urns.EnterpriseUser],
    id: idOf(n),
    externalId: `00u${n}x`,
    userName: `${name}@example.com`,
    name: { formatted: `Given${n} Family${n}`, familyName: `Family${n}`, givenName: `Given${n}` },
    displayName: `Given${n} Family${n}`,
    title: 'Senior Software Engineer',
    preferredLanguage: 'en-US',
    locale: 'en-US',
    timezone: 'Europe/Berlin',
    active: n % 10 !== 0,
    emails: [
      { value: `${name}@example.com`, type: 'work', primary: true },
      { value: `${name}@home.example.net`, type: 'home' },
    ],
    phoneNumbers: [{ value: `+49 30 ${n}`, type: 'work' }],
    addresses: [
      {
        type: 'work',
        streetAddress: '1 Example Street',
        locality: 'Berlin',
        postalCode: '10115',
        country: 'DE',
      },
    ],
    [urns.EnterpriseUser]: {
      employeeNumber: `${100_000 + n}`,
      department: `Department ${n % 50}`,
      organization: 'Example Inc.',
      manager: { value: idOf(Math.floor(n / 10)) },
    },
    meta: { resourceType: 'User', created: at, lastModified: at, version: 'W/"1"' },
  }
}

/** The id of the n-th user. */
export const idOf = (n: number): string =>
  `019b7c1e-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
