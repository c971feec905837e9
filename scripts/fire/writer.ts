import { urns } from '@scimwright/types'

/** What a writer knows for sure about one of its users. */
export interface Written {
  readonly id: string
  readonly userName: string
  /** The last department that was acknowledged. */
  department: string
}

/** Writes without a pause until it is stopped, whatever becomes of the server. */
export interface Writer {
  /** Ends after the operation under way is acknowledged. */
  stop(): Promise<readonly Written[]>
}

const PATCHES_PER_USER = 5

/** A writer that creates users and moves each of them through departments. */
export const startWriter = (name: string, baseUrl: string, token: string): Writer => {
  const written: Written[] = []
  let stopped = false

  const once = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  // A server that dies in the middle leaves the outcome open: every operation here can be repeated.
  const send = async (method: string, path: string, body?: object) => {
    for (;;) {
      const answer = await once(method, path, body).catch(() => undefined)
      if (answer && answer.status < 500) return answer
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  const create = async (userName: string): Promise<string> => {
    const user = {
      schemas: [urns.User, urns.EnterpriseUser],
      userName,
      [urns.EnterpriseUser]: { department: 'd0' },
    }
    const { status, body } = await send('POST', '/Users', user)
    if (status === 201) return body.id
    if (status !== 409) throw new Error(`POST /Users: ${status} ${JSON.stringify(body)}`)
    const found = await send(
      'GET',
      `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`,
    )
    return found.body.Resources[0].id
  }

  const run = async (): Promise<void> => {
    for (let user = 0; !stopped; user += 1) {
      const userName = `${name}-${user}`
      const entry: Written = { id: await create(userName), userName, department: 'd0' }
      written.push(entry)
      for (let step = 1; step <= PATCHES_PER_USER && !stopped; step += 1) {
        const department = `d${step}`
        const { status } = await send('PATCH', `/Users/${entry.id}`, {
          schemas: [urns.PatchOp],
          Operations: [
            { op: 'replace', path: `${urns.EnterpriseUser}:department`, value: department },
          ],
        })
        if (status !== 200) throw new Error(`PATCH /Users/${entry.id}: ${status}`)
        entry.department = department
      }
    }
  }

  const running = run()
  return {
    stop: async () => {
      stopped = true
      await running
      return written
    },
  }
}
