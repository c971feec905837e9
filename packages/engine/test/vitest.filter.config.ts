import root from '../../../vitest.config.ts'

/** The quick tests of filters, paths, projection and sorting, for the mutation run. */
export default {
  ...root,
  test: {
    include: [
      'packages/engine/src/{parse,format,compile,date,fold,compare,project,sort}*.test.ts',
      'packages/engine/test/{filter-golden,wire}.test.ts',
    ],
  },
}
