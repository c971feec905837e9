/** A promise that is made when somebody waits for it, and that knows the response it came with. */
export interface LazyAnswer<T> extends PromiseLike<T> {
  catch<U>(onRejected: (reason: unknown) => U | PromiseLike<U>): Promise<T | U>
  finally(onFinally: () => void): Promise<T>
  /** The value and the response with its headers; its body has been read. */
  withResponse(): Promise<{ data: T; response: Response }>
}

/** Wraps a call; it is sent once, when first waited for. */
export const lazyAnswer = <T>(
  call: () => Promise<{ data: unknown; response: Response }>,
  read: (data: unknown) => T,
): LazyAnswer<T> => {
  let sent: Promise<{ data: T; response: Response }> | undefined
  const send = () => {
    sent ??= call().then(({ data, response }) => ({ data: read(data), response }))
    return sent
  }
  const value = (): Promise<T> => send().then(({ data }) => data)
  return {
    // biome-ignore lint/suspicious/noThenProperty: a lazy promise is a thenable
    then: (onFulfilled, onRejected) => value().then(onFulfilled, onRejected),
    catch: (onRejected) => value().catch(onRejected),
    finally: (onFinally) => value().finally(onFinally),
    withResponse: send,
  }
}
