import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestTarget } from './request-target.ts'

const asUrl = (url: string) => {
  const { origin, pathname, search } = new URL(url)
  return { origin, path: pathname, query: search }
}

test.each([
  'https://scim.example',
  'https://scim.example/?',
  'https://scim.example/Users?',
  'https://scim.example:8443/scim/Users/1?attributes=userName#top',
  'http://[::1]:3000/Users?filter=a%20eq%20"/?#"',
  'https://scim.example/Users#?a=b',
  'https://scim.example/a/../Users/./ü x?é=1',
])('%s is taken apart as URL does it', (url) => {
  expect(requestTarget(new Request(url))).toEqual(asUrl(url))
})

test('so is every other one', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
      expect(requestTarget(new Request(url))).toEqual(asUrl(url))
    }),
  )
})
