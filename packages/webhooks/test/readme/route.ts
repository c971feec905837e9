import { createMemoryDedupe, isEventOf, toRequestHandler } from '@scimwright/webhooks'

const endSessions = async (userId: string) => console.log('sessions ended for', userId)

export const POST = toRequestHandler({
  secrets: [process.env.WEBHOOK_SECRET],
  dedupe: createMemoryDedupe(),
  onEvent: async ({ event }) => {
    if (isEventOf(event, 'organization.directory.user_updated') && !event.data.active)
      await endSessions(event.data.id)
  },
})
