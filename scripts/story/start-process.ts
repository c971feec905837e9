import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

/** A process of ours that is up. */
export interface RunningProcess<Ready> {
  /** The line it printed when it was ready. */
  readonly ready: Ready
  /** Resolves when it has ended by itself or was stopped. */
  readonly ended: Promise<number | null>
  /** Asks it to stop, and waits. */
  stop(): Promise<void>
  /** Ends it without asking. */
  kill(): Promise<void>
}

const root = dirname(dirname(import.meta.dirname))

/** Arguments that run TypeScript of the repository from source. */
export const fromSource: readonly string[] = ['--conditions=@scimwright/source', '--import', 'tsx']

/** What to run and with which environment. */
export interface StartOptions {
  readonly name: string
  /** Arguments of node; the file is the last one. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * Starts a process and waits for the JSON line that says it is ready.
 *
 * @throws Error with what it said on its way out.
 */
export const startProcess = async <Ready>({
  name,
  args,
  env,
}: StartOptions): Promise<RunningProcess<Ready>> => {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Nobody else would end it when this process does.
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  const complaints: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = await firstJsonLine<Ready>(child, ended).catch(() => {
    const [last = 'it ended without a word'] = complaints.slice(-1)
    throw new Error(`The ${name} did not start: ${last}`)
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return { ready, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

const firstJsonLine = <Ready>(child: ChildProcess, ended: Promise<unknown>): Promise<Ready> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output'))
    // Read on after the first line: a full pipe would stop the process.
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = parse(line)
      if (message && !('level' in message)) resolve(message as Ready)
    })
    void ended.then(() => reject(new Error('ended')))
  })

const parse = (line: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
