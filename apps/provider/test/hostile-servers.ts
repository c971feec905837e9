import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'

/** An application nobody should have to wait for. */
export interface HostileServer {
  readonly name: string
  readonly url: string
  close(): void
}

const listen = (server: Server | TcpServer): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })

const http = async (name: string, listener: RequestListener): Promise<HostileServer> => {
  const server = createServer((request, response) => {
    request.resume()
    response.on('error', () => {})
    listener(request, response)
  })
  const url = `http://127.0.0.1:${await listen(server)}/hook`
  return {
    name,
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2))

/** One server of every kind; close them all. */
export const startHostileServers = async (): Promise<readonly HostileServer[]> => {
  const reset = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.resetAndDestroy())
  })
  const resetUrl = `http://127.0.0.1:${await listen(reset)}/hook`
  return [
    await http('an endless body', (_request, response) => {
      const chunk = Buffer.alloc(16 * 1024)
      const write = (): void => {
        while (response.write(chunk));
        response.once('drain', write)
      }
      write()
    }),
    await http('one byte a second', (_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 1000)
      response.on('close', () => clearInterval(timer))
    }),
    await http('a redirect to a private address', (_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
    }),
    await http('a gzip bomb', (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    }),
    await http('no answer', () => {}),
    { name: 'a reset', url: resetUrl, close: () => void reset.close() },
  ]
}
