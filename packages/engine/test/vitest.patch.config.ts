import root from '../../../vitest.config.ts'

/** The quick tests of PATCH, for the mutation run. */
export default {
  ...root,
  test: {
    include: [
      'packages/engine/src/*{patch,elements,members,schemas,primaries}*.test.ts',
      'packages/engine/src/profiles/*.test.ts',
      'packages/engine/test/{wire,patch-defects,patch-reports,patch-errors}.test.ts',
    ],
  },
}
