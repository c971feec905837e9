import { createServer } from 'node:http'

// The application, in a process of its own: takes deliveries, answers 204, and tells how old they were (GET).
let ages: number[] = []
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(ages))
    ages = []
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const [, at = ''] = /"occurred_at":"([^"]+)"/.exec(Buffer.concat(chunks).toString()) ?? []
    ages.push(Date.now() - Date.parse(at))
    response.statusCode = 204
    response.end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
