import type { DurableStore } from '@scimwright/store'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Context, Hono } from 'hono'
import type * as z from 'zod'
import type { Send } from '../delivery/send-delivery.ts'
import type { DirectoryCache } from '../directory-cache.ts'
import { parseBody, parseQuery } from './api-error.ts'

/** What operations work on. */
export interface ApiContext {
  readonly store: DurableStore
  readonly cache: DirectoryCache
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  /** Sends one delivery, for test events. */
  readonly send: Send
  /** `environment_id` of events. */
  readonly environmentId: string
  /** Called when something was put into the delivery queue. */
  readonly wake: () => void
}

/** The parameters in a path such as `/directories/{directory_id}`. */
type ParametersOf<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & ParametersOf<Rest>
  : unknown

/** One operation of the directory API: what it takes and gives, and what it does. */
export interface OperationDefinition<
  P extends string,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  /** Its name in the OpenAPI document. */
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`. */
  readonly path: P
  readonly summary: string
  readonly query?: Q
  readonly body?: B
  /** 200 when left out, 204 without a response. */
  readonly status?: 200 | 201 | 202
  /** The answer has nothing that is not in here. */
  readonly response?: R
  readonly run: (
    input: {
      readonly params: ParametersOf<P>
      readonly query: z.output<Q>
      readonly body: z.output<B>
    },
    context: ApiContext,
  ) => Promise<z.input<R> | undefined>
}

/** An operation as the router and the OpenAPI document see it. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly summary: string
  readonly query: z.ZodObject | undefined
  readonly body: z.ZodType | undefined
  readonly status: 200 | 201 | 202 | 204
  readonly response: z.ZodType | undefined
  readonly handle: (c: Context, context: ApiContext) => Promise<Response>
}

/** An operation whose input is checked before it runs, and whose output is cut to what is documented. */
export const operation = <
  P extends string,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
>({
  query,
  body,
  response,
  run,
  status = 200,
  ...named
}: OperationDefinition<P, Q, B, R>): Operation => ({
  ...named,
  query,
  body,
  response,
  status: response ? status : 204,
  handle: async (c, context) => {
    const params = c.req.param() as ParametersOf<P>
    const input = {
      params,
      query: (query ? parseQuery(c, query) : {}) as z.output<Q>,
      body: (body ? await parseBody(c, body) : undefined) as z.output<B>,
    }
    const result = await run(input, context)
    return response ? c.json(response.parse(result) as object, status) : c.body(null, 204)
  },
})

/** Answers to operations. */
export const mount = (api: Hono, operations: readonly Operation[], context: ApiContext): void => {
  for (const { method, path, handle } of operations)
    api.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => handle(c, context))
}
