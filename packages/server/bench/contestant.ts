import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/** What a server answered: the bare one repeats it. */
export interface Answer {
  readonly headers: Record<string, string>
  readonly body: string
}

/** The answers that are repeated. */
export interface Recorded {
  readonly get: Answer
  readonly post: Answer
}

/** A server in a process of its own. */
export interface Contestant {
  readonly name: string
  readonly port: number
  stop(): void
}

/** Starts a server; all of them share a core, which the load does not use. */
export const startContestant = async (name: string, recorded?: Recorded): Promise<Contestant> => {
  const child = fork(join(import.meta.dirname, 'serve.mjs'), [name], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  if (recorded) child.send(recorded)
  pin(child.pid, 0)
  const { port } = await firstMessage(child, name)
  return { name, port, stop: () => child.kill() }
}

const firstMessage = (child: ChildProcess, name: string): Promise<{ port: number }> =>
  new Promise((resolve, reject) => {
    child.once('message', (address) => resolve(address as { port: number }))
    child.once('exit', () => reject(new Error(`${name} ended before it listened.`)))
  })

// Of util-linux.
const PIN = '/usr/bin/taskset'

/** Keeps a process on one core; false where the system cannot. */
export const pin = (pid: number | undefined, core: number): boolean => {
  if (pid === undefined || process.platform !== 'linux' || availableParallelism() < 2) return false
  try {
    execFileSync(PIN, ['-a', '-cp', String(core), String(pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
