import type { CallOptions, ProjectionOptions } from '../client-options.ts'
import type { Connection } from '../connection.ts'
import type { Answer } from '../http/call.ts'
import { projection } from './projection.ts'

/** One endpoint of a server, such as `/Users`. */
export interface Endpoint {
  readonly connection: Connection
  /** `/Users` */
  readonly path: string
  /** The attributes an existing resource is looked up by, in order. */
  readonly keys: readonly string[]
  /** Attributes that only the server writes. */
  readonly readOnly: readonly string[]
}

/** The path of one resource; whatever the id is, it stays one segment. */
export const resourcePath = ({ path }: Endpoint, id: string, options?: ProjectionOptions): string =>
  `${path}/${encodeURIComponent(id)}${projection(options)}`

/** Reads one resource. */
export const readResource = (
  endpoint: Endpoint,
  id: string,
  options: (CallOptions & ProjectionOptions) | undefined,
): Promise<Answer> =>
  endpoint.connection.send({
    method: 'GET',
    path: resourcePath(endpoint, id, options),
    idempotent: true,
    options,
  })
