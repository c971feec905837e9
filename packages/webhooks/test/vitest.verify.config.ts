import { defineConfig } from 'vitest/config'

/** The quick tests of signing and verifying, for the mutation run. */
export default defineConfig({
  resolve: { conditions: ['@scimwright/source'] },
  ssr: { resolve: { conditions: ['@scimwright/source'] } },
  test: {
    include: [
      'packages/webhooks/test/{vectors,verify,hostile,signatures,keys,cached-keys}.test.ts',
    ],
  },
})
