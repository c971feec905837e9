import { ClientError } from '../client-error.ts'
import type { CallOptions } from '../client-options.ts'
import type { Connection } from '../connection.ts'

/**
 * Looks at what came as a resource; real servers break rules, so that by default nothing is said.
 *
 * @throws ClientError decode, in strict mode.
 */
export const checkResource = (
  data: unknown,
  { options, log }: Connection,
  callOptions: CallOptions | undefined,
): void => {
  const mode = callOptions?.validate ?? options.validate ?? 'off'
  if (mode === 'off') return
  const wrong = faults(data)
  if (wrong.length === 0) return
  if (mode === 'strict')
    throw new ClientError({
      code: 'decode',
      message: `The answer is not a resource: ${wrong.join(', ')}.`,
    })
  log.warn('scim.validate', { paths: wrong })
}

const faults = (data: unknown): string[] => {
  if (typeof data !== 'object' || data === null) return ['$ is no object']
  const { id, schemas, meta } = data as Record<string, unknown>
  const isText = (value: unknown) => typeof value === 'string' && value !== ''
  return [
    ...(isText(id) ? [] : ['$.id is no text']),
    ...(Array.isArray(schemas) && schemas.length > 0 && schemas.every(isText)
      ? []
      : ['$.schemas is no list of texts']),
    ...(meta === undefined || (typeof meta === 'object' && meta !== null)
      ? []
      : ['$.meta is no object']),
  ]
}
