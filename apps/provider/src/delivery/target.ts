import { isIP } from 'node:net'
import { type AddressGuardOptions, isAllowedAddress } from './address-guard.ts'

/** Where deliveries of an endpoint go, as a request takes it. */
export interface Target {
  readonly protocol: 'http:' | 'https:'
  readonly hostname: string
  readonly port: string
  readonly path: string
  /** What the Host header says. */
  readonly host: string
}

// Deliveries to one endpoint come by the thousand: its URL is read once.
const MAX_KNOWN = 10_000

/** Reads the URLs of endpoints; what must not be delivered to has an error. */
export const createTargets = (options: AddressGuardOptions) => {
  const known = new Map<string, Target | { error: string }>()
  return (url: string): Target | { readonly error: string } => {
    const found = known.get(url)
    if (found) return found
    const read = readTarget(url, options)
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(url, read)
    return read
  }
}

const readTarget = (
  text: string,
  { allowLoopback }: AddressGuardOptions,
): Target | { error: string } => {
  if (!URL.canParse(text)) return { error: 'the URL of the endpoint is none' }
  const { protocol, hostname, port, host, pathname, search, username, password } = new URL(text)
  if (username !== '' || password !== '') return { error: 'the URL holds credentials' }
  if (protocol !== 'https:' && !(protocol === 'http:' && allowLoopback))
    return { error: 'only https URLs are allowed' }
  // A literal address is not looked up, so the look-up cannot refuse it.
  const name = hostname.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0 && !isAllowedAddress(name, { allowLoopback }))
    return { error: 'the address of the endpoint is not public' }
  return { protocol, hostname: name, port, path: `${pathname}${search}`, host }
}
