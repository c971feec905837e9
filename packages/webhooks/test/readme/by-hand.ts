import { verifyWebhook } from '@scimwright/webhooks'

export const receive = async (request: Request): Promise<Response> => {
  const body = new Uint8Array(await request.arrayBuffer())
  const secrets = [process.env.WEBHOOK_SECRET]
  const result = await verifyWebhook({ body, headers: request.headers, secrets })
  if (!result.ok) return new Response(result.message, { status: result.status })
  console.log(result.id, result.event.type, result.matched.secretIndex)
  return new Response('ok')
}
