import { type RunningProcess, type StartOptions, startProcess } from '../story/start-process.ts'

/** A process that is started again whenever it is killed. */
export interface Immortal<Ready> {
  readonly ready: Ready
  /** Ends it with SIGKILL and starts it again on the same data. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a process that can be killed and started again. */
export const startImmortal = async <Ready>(options: StartOptions): Promise<Immortal<Ready>> => {
  let running: RunningProcess<Ready> = await startProcess<Ready>(options)
  return {
    ready: running.ready,
    killAndRestart: async () => {
      await running.kill()
      running = await startProcess<Ready>(options)
    },
    stop: () => running.stop(),
  }
}

/** A port nobody listens on. */
export const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
