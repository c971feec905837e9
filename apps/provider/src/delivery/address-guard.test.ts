import { expect, test } from 'vitest'
import { AddressNotAllowed, guardedLookup, isAllowedAddress } from './address-guard.ts'

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::10.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::1',
  '3fff::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
  'localhost',
  '2130706433',
  '',
])('%s is no address for webhooks', (address) => {
  expect(isAllowedAddress(address, { allowLoopback: false })).toBe(false)
})

test.each([
  '1.1.1.1',
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
])('%s is public', (address) =>
  expect(isAllowedAddress(address, { allowLoopback: false })).toBe(true),
)

test('in development loopback is allowed, and nothing else that is private', () => {
  expect(isAllowedAddress('127.0.0.1', { allowLoopback: true })).toBe(true)
  expect(isAllowedAddress('::1', { allowLoopback: true })).toBe(true)
  expect(isAllowedAddress('10.0.0.1', { allowLoopback: true })).toBe(false)
  expect(isAllowedAddress('::ffff:127.0.0.1', { allowLoopback: true })).toBe(false)
})

test('a name is refused at connect time when it resolves to a private address', async () => {
  const error = await new Promise((resolve) =>
    guardedLookup({ allowLoopback: false })('localhost', {}, (found) => resolve(found)),
  )
  expect(error).toBeInstanceOf(AddressNotAllowed)
})
