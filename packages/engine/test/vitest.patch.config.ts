import { defineConfig } from 'vitest/config'

/** The quick tests of PATCH, for the mutation run. */
export default defineConfig({
  resolve: { conditions: ['@scimwright/source'] },
  ssr: { resolve: { conditions: ['@scimwright/source'] } },
  test: {
    include: [
      'packages/engine/src/{apply-patch,patch-elements,plan-members,settle-schemas}.test.ts',
      'packages/engine/src/profiles/*.test.ts',
      'packages/engine/test/{wire,patch-defects,patch-reports}.test.ts',
    ],
  },
})
