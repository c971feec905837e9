import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const listOf = (family: 'ipv4' | 'ipv6', subnets: string): BlockList => {
  const list = new BlockList()
  for (const subnet of subnets.split(' ')) {
    const [address = '', prefix] = subnet.split('/')
    list.addSubnet(address, Number(prefix), family)
  }
  return list
}

// Everything that is not global unicast (IANA special-purpose registries): this network, private, CGNAT, loopback,
// link-local with the clouds' metadata services, protocol assignments, documentation, benchmarks, multicast, reserved.
// One list a family: a BlockList would look an IPv4 address up among IPv6 subnets as well, as a mapped one.
const blocked = {
  ipv4: listOf(
    'ipv4',
    '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
  ),
  // Outside 2000::/3, and inside it what carries another address (Teredo, 6to4) or is for documentation. NAT64,
  // IPv4-mapped and IPv4-compatible addresses are outside it as well.
  ipv6: listOf('ipv6', '::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20'),
}
const loopback = { ipv4: listOf('ipv4', '127.0.0.0/8'), ipv6: listOf('ipv6', '::1/128') }

/** Whether webhooks may go to loopback addresses: only in development. */
export interface AddressGuardOptions {
  readonly allowLoopback: boolean
}

/** Whether a delivery may connect to an IP address. */
export const isAllowedAddress = (
  address: string,
  { allowLoopback }: AddressGuardOptions,
): boolean => {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 6 ? 'ipv6' : 'ipv4'
  if (allowLoopback && loopback[family].check(address, family)) return true
  return !blocked[family].check(address, family)
}

/** The error of an address that is not for webhooks. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed'
}

/**
 * Resolves names at connect time and refuses a name when any of its addresses is not allowed, so that a name cannot
 * point somewhere else after it was checked.
 */
export const guardedLookup =
  (options: AddressGuardOptions): LookupFunction =>
  (hostname, lookupOptions, callback) => {
    resolve(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const bad = addresses.find(({ address }) => !isAllowedAddress(address, options))
      const [first] = addresses
      if (bad || !first)
        return callback(
          new AddressNotAllowed(`${hostname} resolves to an address that is not public`),
          [],
        )
      if (lookupOptions.all) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
