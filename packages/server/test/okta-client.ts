import { profiles } from '@scimwright/engine'
import { createUser, startServer } from './server.ts'

/** A server with Okta's profile, asked with the headers of Okta's own tests. */
export const startOkta = (options: Parameters<typeof startServer>[0] = {}) => {
  const { server, send } = startServer({ profile: profiles.okta, ...options })
  return {
    server,
    send: (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): ReturnType<typeof send> =>
      send(method, path, body, {
        accept: 'application/scim+json',
        'accept-charset': 'utf-8',
        'user-agent': 'OKTA SCIM Integration',
        ...(body !== undefined && { 'content-type': 'application/scim+json; charset=utf-8' }),
        ...headers,
      }),
  }
}

/** Everything Okta's tests look for in the first user they find. */
export const jonas = {
  active: true,
  name: { givenName: 'Jonas', familyName: 'Ebert' },
  emails: [{ primary: true, value: 'jonas.ebert@fjord.example', type: 'work' }],
  displayName: 'Jonas Ebert',
}

/** Creates the user Okta's tests look for and gives back its id. */
export const createJonas = (server: Pick<ReturnType<typeof startOkta>, 'send'>): Promise<string> =>
  createUser(server, 'jonas.ebert@fjord.example', jonas)
