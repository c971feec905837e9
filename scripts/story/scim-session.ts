/** One answer of the provider. */
export interface Answer {
  readonly status: number
  readonly body: { readonly [name: string]: unknown } | undefined
}

/** One request that was made, for the timeline. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly ms: number
}

/** An identity provider's connection to its directory. */
export interface ScimSession {
  send(method: string, path: string, body?: unknown): Promise<Answer>
  /** The requests since the last call. */
  takeExchanges(): Exchange[]
}

/** Where and how an identity provider sends. */
export interface SessionOptions {
  readonly baseUrl: string
  readonly token: string
  readonly headers: Readonly<Record<string, string>>
}

/** A session over real HTTP; an answer that is no success is an error of the story. */
export const openSession = ({ baseUrl, token, headers }: SessionOptions): ScimSession => {
  let exchanges: Exchange[] = []
  return {
    send: async (method, path, body) => {
      const started = performance.now()
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const { status } = response
      exchanges.push({
        method,
        path: decodeURIComponent(path),
        status,
        ms: performance.now() - started,
      })
      if (!response.ok) throw new Error(`${method} ${path} was answered with ${status}: ${text}`)
      return { status, body: text === '' ? undefined : JSON.parse(text) }
    },
    takeExchanges: () => {
      const taken = exchanges
      exchanges = []
      return taken
    },
  }
}
