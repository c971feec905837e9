export { signWebhookSync } from './node/sign-webhook-sync.ts'
export { verifyWebhookSync } from './node/verify-webhook-sync.ts'
