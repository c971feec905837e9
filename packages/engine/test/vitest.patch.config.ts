import { defineConfig } from 'vitest/config'

/** The quick tests of PATCH, for the mutation run. */
export default defineConfig({
  resolve: { conditions: ['@scimwright/source'] },
  ssr: { resolve: { conditions: ['@scimwright/source'] } },
  test: {
    include: [
      'packages/engine/src/*{patch,elements,members,schemas,primaries}*.test.ts',
      'packages/engine/src/profiles/*.test.ts',
      'packages/engine/test/{wire,patch-defects,patch-reports,patch-errors}.test.ts',
    ],
  },
})
