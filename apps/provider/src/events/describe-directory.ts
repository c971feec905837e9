import type { Directory, EventDraft } from '@scimwright/store'
import type { DirectoryData } from '@scimwright/webhooks'

/** What happens to a directory as a whole. */
export type DirectoryHappening = 'created' | 'enabled' | 'disabled' | 'deleted'

/** The event of something that happens to a directory as a whole. */
export const describeDirectory = (
  happening: DirectoryHappening,
  { id: directoryId, organizationId, provider, enabled }: Directory,
  environmentId: string,
): EventDraft => {
  const type = `organization.directory_${happening}`
  const at = new Date().toISOString()
  const data: DirectoryData = {
    id: directoryId,
    organization_id: organizationId,
    directory_type: 'SCIM',
    provider,
    enabled,
    updated_at: at,
  }
  return {
    type,
    resourceId: directoryId,
    body: ({ id, sequence }) =>
      JSON.stringify({
        spec_version: '1',
        id,
        type,
        occurred_at: at,
        environment_id: environmentId,
        organization_id: organizationId,
        directory_id: directoryId,
        sequence,
        cause: { operation: happening },
        object: 'Directory',
        data,
      }),
  }
}
