import { createServer } from 'node:http'

// The application, in a process of its own: takes deliveries, answers 204, and tells which users they were about, and when
// they came (GET).
let arrivals: [user: number, at: number][] = []
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(arrivals))
    arrivals = []
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const [, user] = /"userName":"u(\d+)"/.exec(Buffer.concat(chunks).toString()) ?? []
    arrivals.push([Number(user), performance.timeOrigin + performance.now()])
    response.statusCode = 204
    response.end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
