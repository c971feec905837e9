import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const folder = join(import.meta.dirname, '..')

/** Runs an example as its reader would, on a free port; gives its SCIM base URL. */
export const startExample = async (file: string): Promise<{ baseUrl: string; stop(): void }> => {
  const child = spawn(
    process.execPath,
    ['--conditions=@scimwright/source', '--import', 'tsx', join(folder, file)],
    { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for await (const line of createInterface({ input: child.stdout })) {
    const baseUrl = /http:\S+/.exec(line)?.[0]
    if (baseUrl) return { baseUrl, stop: () => child.kill() }
  }
  throw new Error(`${file} ended without saying where it listens.`)
}
