import type { ScimSession } from './scim-session.ts'

/** Looks a user up by name, as identity providers do before they write; `more` is further query. The id, or nothing. */
export const findUser = async (
  session: ScimSession,
  userName: string,
  more = '',
): Promise<string> => {
  const filter = encodeURIComponent(`userName eq "${userName}"`)
  const { body } = await session.send('GET', `/Users?filter=${filter}${more}`)
  const [user] = (body?.Resources ?? []) as { id: string }[]
  return user?.id ?? ''
}
