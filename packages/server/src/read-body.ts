import { ScimError } from '@scimwright/types'
import { findJsonFault } from './check-json.ts'
import type { Limits } from './limits.ts'

/**
 * The JSON of a request's body: media type, size, UTF-8, depth and doubled names are checked (RFC 7644 §3.1, §3.8).
 *
 * @throws ScimError 415, 413 or 400 invalidSyntax.
 */
export const readBody = async (
  request: Request,
  { maxBodySize, maxJsonDepth }: Limits,
): Promise<unknown> => {
  checkMediaType(request.headers.get('content-type'))
  const text = decode(await readBytes(request, maxBodySize))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw syntaxError('The body is not JSON')
  }
  const fault = findJsonFault(text, maxJsonDepth)
  if (fault?.fault === 'depth')
    throw syntaxError(`The body nests deeper than ${maxJsonDepth} levels`)
  if (fault)
    throw syntaxError(
      `The body has ${JSON.stringify(fault.name.slice(0, 120))} twice in one object`,
    )
  return json
}

const syntaxError = (fault: string): ScimError =>
  new ScimError({
    scimType: 'invalidSyntax',
    detail: `${fault}; send one JSON object in UTF-8 (RFC 7644 §3.8).`,
    section: 'RFC7644 3.8',
  })

// No Content-Type at all is read as SCIM: some clients leave it out.
const checkMediaType = (contentType: string | null): void => {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === '' || type === 'application/scim+json' || type === 'application/json') return
  throw new ScimError({
    status: 415,
    detail: 'Content-Type must be application/scim+json or application/json (RFC 7644 §3.1).',
    section: 'RFC7644 3.1',
  })
}

const readBytes = async (request: Request, maxBodySize: number): Promise<Uint8Array> => {
  const declared = request.headers.get('content-length')
  if (Number(declared ?? 0) > maxBodySize) throw tooLarge(maxBodySize)
  // HTTP delivers no more than was declared, and most servers read that at once for a fraction of what a stream costs.
  const bytes =
    declared === null
      ? await readStream(request, maxBodySize)
      : new Uint8Array(await request.arrayBuffer())
  if (bytes.length > maxBodySize) throw tooLarge(maxBodySize)
  return bytes
}

const readStream = async ({ body }: Request, maxBodySize: number): Promise<Uint8Array> => {
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBodySize) throw tooLarge(maxBodySize)
    chunks.push(chunk)
  }
  return join(chunks, size)
}

const join = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

const tooLarge = (maxBodySize: number): ScimError =>
  new ScimError({
    status: 413,
    detail: `The body is larger than ${maxBodySize} bytes; send less at once.`,
    section: 'RFC7644 3.7.4',
  })

const decoder = new TextDecoder('utf-8', { fatal: true })

const decode = (bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw syntaxError('The body is not UTF-8')
  }
}
