import { Hono } from 'hono'
import { sameToken, tokenOf } from '../hash-token.ts'
import { ApiError } from './api-error.ts'
import { openApiDocument } from './openapi-document.ts'
import { type ApiContext, mount } from './operation.ts'
import { operations } from './operations/index.ts'

/** What the directory API works on. */
export interface DirectoryApiOptions extends ApiContext {
  /** Nobody may use the API when this is undefined. */
  readonly adminToken: string | undefined
}

/** The directory API, `/api/v1`: JSON, one admin token; `/openapi.json` describes it to everybody. */
export const createDirectoryApi = ({ adminToken, ...context }: DirectoryApiOptions): Hono => {
  const api = new Hono()
  // Made when somebody asks for it: nobody waits for it at the start.
  let document: ReturnType<typeof openApiDocument> | undefined
  api.get('/openapi.json', (c) => {
    document ??= openApiDocument()
    return c.json(document)
  })
  api.use(async (c, next) => {
    const token = tokenOf(c.req.header('authorization'))
    if (adminToken === undefined || token === undefined || !sameToken(token, adminToken))
      throw new ApiError(401, 'Send the admin token (SCIMWRIGHT_ADMIN_TOKEN) as a bearer token.')
    await next()
  })
  mount(api, operations, context)
  return api
}
