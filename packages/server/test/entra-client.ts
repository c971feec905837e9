import { profiles } from '@scimwright/engine'
import { startServer } from './server.ts'

/** A server with Entra's profile, asked with the Content-Type Entra sends with bodies. */
export const startEntra = (options: Parameters<typeof startServer>[0] = {}) => {
  const { server, send } = startServer({ profile: profiles.entra, ...options })
  return {
    server,
    send: (method: string, path: string, body?: unknown): ReturnType<typeof send> =>
      send(method, path, body, {
        ...(body !== undefined && { 'content-type': 'application/scim+json; charset=utf-8' }),
      }),
  }
}

type Entra = Pick<ReturnType<typeof startEntra>, 'send'>

/** The answer to a filter, written as Entra does: `+` for a space. */
export const find = async ({ send }: Entra, endpoint: string, filter: string, more = '') => {
  const query = new URLSearchParams({ filter })
  return send('GET', `${endpoint}?${query}${more}`)
}

/** The user of Entra's validator. */
export const mira = {
  externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
  active: true,
  displayName: 'Mira Solberg',
  title: 'Harbour Pilot',
  name: { formatted: 'Mira Solberg', familyName: 'Solberg', givenName: 'Mira' },
  emails: [{ primary: true, type: 'work', value: 'mira@fjord.example' }],
}
