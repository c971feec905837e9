import type { Answer } from './call.ts'

/** A promise that is made when somebody waits for it, and that knows the response it came with. */
export interface LazyAnswer<T> extends PromiseLike<T> {
  catch<U>(onRejected: (reason: unknown) => U | PromiseLike<U>): Promise<T | U>
  finally(onFinally: () => void): Promise<T>
  /** The value and the response with its headers; its body has been read. */
  withResponse(): Promise<{ data: T; response: Response }>
  /** The response alone, its body still to be read. */
  asResponse(): Promise<Response>
}

/** Wraps a call; it is sent once, when first waited for. */
export const lazyAnswer = <T>(
  call: () => Promise<Answer>,
  read: (data: unknown) => T,
): LazyAnswer<T> => {
  let sent: Promise<Answer> | undefined
  const send = () => {
    sent ??= call()
    return sent
  }
  const value = (): Promise<T> => send().then(({ data }) => read(data))
  return {
    // biome-ignore lint/suspicious/noThenProperty: a lazy promise is a thenable
    then: (onFulfilled, onRejected) => value().then(onFulfilled, onRejected),
    catch: (onRejected) => value().catch(onRejected),
    finally: (onFinally) => value().finally(onFinally),
    withResponse: () => send().then(({ data, response }) => ({ data: read(data), response })),
    asResponse: () =>
      send().then(({ text, response: { status, statusText, headers } }) => {
        const body = text === '' ? null : text
        return new Response(body, { status, statusText, headers })
      }),
  }
}
