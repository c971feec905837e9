import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type * as z from 'zod'

/** An error of the directory API; its message goes to the client. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: ContentfulStatusCode

  constructor(status: ContentfulStatusCode, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * The JSON body of a request, validated; none is an empty object.
 *
 * @throws ApiError 400, naming what is wrong.
 */
export const parseBody = async <S extends z.ZodType>(
  c: Context,
  schema: S,
): Promise<z.output<S>> => {
  const text = await c.req.text()
  return check(schema, text === '' ? {} : parseJson(text))
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'The body is not JSON.')
  }
}

/** The query of a request, validated. */
export const parseQuery = <S extends z.ZodType>(c: Context, schema: S): z.output<S> =>
  check(schema, c.req.query())

const check = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new ApiError(400, faults.join('; '))
}
