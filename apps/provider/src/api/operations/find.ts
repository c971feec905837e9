import type { Directory, Endpoint } from '@scimwright/store'
import { ApiError } from '../api-error.ts'
import type { ApiContext } from '../operation.ts'

/**
 * The directory of a request.
 *
 * @throws ApiError 404.
 */
export const findDirectory = async ({ store }: ApiContext, id: string): Promise<Directory> => {
  const directory = await store.directories.get(id)
  if (!directory) throw new ApiError(404, 'There is no directory with this id.')
  return directory
}

/**
 * The endpoint of a request.
 *
 * @throws ApiError 404.
 */
export const findEndpoint = async (
  { store }: ApiContext,
  { directory_id: directoryId, endpoint_id: id }: { directory_id: string; endpoint_id: string },
): Promise<Endpoint> => {
  const endpoints = await store.directories.listEndpoints(directoryId)
  const endpoint = endpoints.find((each) => each.id === id)
  if (!endpoint) throw new ApiError(404, 'There is no endpoint with this id.')
  return endpoint
}
