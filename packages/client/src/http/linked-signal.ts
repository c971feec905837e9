/** A signal for one attempt. */
export interface LinkedSignal {
  readonly signal: AbortSignal
  /** Lets go of the caller's signal, which may live as long as the process. */
  release(): void
}

/** The longest delay a timer knows; a longer one would be over at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1

/** Aborts after `ms` with a TimeoutError, or with the parent. */
export const linkedSignal = (parent: AbortSignal | undefined, ms: number): LinkedSignal => {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new DOMException('Timed out.', 'TimeoutError')),
    Math.min(Math.max(ms, 1), MAX_TIMER_MS),
  )
  const follow = () => controller.abort(parent?.reason)
  if (parent?.aborted) follow()
  else parent?.addEventListener('abort', follow)
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer)
      parent?.removeEventListener('abort', follow)
    },
  }
}

/** A promise that does not outlast a signal, also where what makes it does not listen. */
export const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

/** Waits; rejects with the signal's reason. */
export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  const linked = linkedSignal(signal, ms)
  return untilAborted(new Promise<void>(() => {}), linked.signal)
    .catch((reason: unknown) => {
      if (signal?.aborted) throw reason
    })
    .finally(linked.release)
}
