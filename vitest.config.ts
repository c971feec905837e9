import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@scimwright/source'] },
  ssr: { resolve: { conditions: ['@scimwright/source'] } },
  test: {
    include: [
      '{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}',
      'examples/test/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    coverage: { provider: 'v8', include: ['packages/*/src/**'], exclude: ['**/*.test.ts'] },
  },
})
