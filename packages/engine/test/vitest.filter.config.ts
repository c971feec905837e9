import { defineConfig } from 'vitest/config'

/** The quick tests of filters, paths, projection and sorting, for the mutation run. */
export default defineConfig({
  resolve: { conditions: ['@scimwright/source'] },
  ssr: { resolve: { conditions: ['@scimwright/source'] } },
  test: {
    include: [
      'packages/engine/src/{parse,format,compile,date,fold,compare,project,sort}*.test.ts',
      'packages/engine/test/{filter-golden,wire}.test.ts',
    ],
  },
})
