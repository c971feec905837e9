import root from '../../../vitest.config.ts'

/** The quick tests of signing and verifying, for the mutation run. */
export default {
  ...root,
  test: {
    include: [
      'packages/webhooks/test/{vectors,verify,hostile,signatures,keys,cached-keys}.test.ts',
    ],
  },
}
