import { connect } from 'node:net'

/** What a server is asked for. */
export interface Load {
  readonly port: number
  readonly connections: number
  readonly milliseconds: number
  readonly status: number
  /** The bytes of a request, by its number. */
  readonly request: (number: number) => Buffer
}

/**
 * Requests a second over connections that stay open, one request at a time on each. Sockets are read by hand: a full HTTP
 * client costs more than the bare server, and its speed would be measured.
 */
export const measureLoad = async (load: Load): Promise<number> => {
  const start = performance.now()
  const end = start + load.milliseconds
  let sent = 0
  const next = (): Buffer | undefined =>
    performance.now() < end ? load.request(sent++) : undefined
  const counts = await Promise.all(
    Array.from({ length: load.connections }, () => runConnection(load, next)),
  )
  const answered = counts.reduce((sum, count) => sum + count, 0)
  return (answered * 1000) / (performance.now() - start)
}

const runConnection = ({ port, status }: Load, next: () => Buffer | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let answered = 0
    let pending = Buffer.alloc(0)
    const send = (): void => {
      const bytes = next()
      if (bytes) socket.write(bytes)
      else socket.end(() => resolve(answered))
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The server closed the connection.')))
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const length = lengthOf(pending)
      if (length === undefined || pending.length < length) return
      if (!pending.subarray(9, 12).equals(Buffer.from(String(status)))) {
        reject(new Error(`Not ${status}: ${pending.toString('utf8', 0, 600)}`))
        socket.destroy()
        return
      }
      pending = pending.subarray(length)
      answered += 1
      send()
    })
  })

/** The bytes of a whole answer; undefined while its head is not there. */
const lengthOf = (bytes: Buffer): number | undefined => {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1]
  if (length === undefined) throw new Error('An answer says not how long it is.')
  return head + 4 + Number(length)
}
