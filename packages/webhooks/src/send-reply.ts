import type { Reply } from './create-receiver.ts'
import type { NodeResponse } from './read-node-request.ts'

/** Writes an answer to a Node response. */
export const sendReply = (response: NodeResponse, { status, headers, body }: Reply): void => {
  response.statusCode = status
  // The rest of a body that is too large stays unread: nothing else can come over this connection.
  if (status === 413) response.setHeader('connection', 'close')
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(body)
}
