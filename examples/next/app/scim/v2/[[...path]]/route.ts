import { scim } from '../../../../../scim.ts'

const handler = (request: Request): Promise<Response> => scim.fetch(request)

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
}
