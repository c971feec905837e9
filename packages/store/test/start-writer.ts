import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./crash-writer.ts', import.meta.url))
const FROM_SOURCE = ['--conditions=@scimwright/source', '--import', 'tsx', PROGRAM]

/** A process that writes and acknowledges; what it has acknowledged so far. */
export interface Writer {
  readonly process: ChildProcess
  /** Every acknowledged resource id and version. */
  readonly acknowledged: { id: string; version: number }[]
  /** Resolves at the first acknowledgement; rejects when the process ends before. */
  readonly started: Promise<void>
  /** Resolves when the process has ended and everything it said is read. */
  readonly ended: Promise<void>
}

/** Starts `crash-writer.ts` in a process of its own, behind `command` when there is one. */
export const startWriter = (args: readonly string[], command: readonly string[] = []): Writer => {
  const [program = '', ...rest] = [...command, process.execPath, ...FROM_SOURCE, ...args]
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  const acknowledged: { id: string; version: number }[] = []
  let text = ''
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  child.stdout.on('data', (chunk) => {
    const lines = `${text}${chunk}`.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const [, id = '', version] = line.split(' ')
      acknowledged.push({ id, version: Number(version) })
    }
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const started = new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('close', () =>
      reject(new Error(`The writer ended before its first write: ${complaint}`)),
    )
  })
  return { process: child, acknowledged, started, ended }
}
