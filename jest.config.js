/**
 * Packages published as ES modules only that CommonJS packages require(): Node 20.19+ can, Jest on Node 20 can't, so
 * they are compiled to CommonJS for the tests.
 */
const esmOnly = '(htmlparser2|domhandler|domutils|dom-serializer|domelementtype|entities|content-disposition|cookie)';

/** Who watches changes what is loaded. */
const isWatching = process.argv.some((argument) => argument.startsWith('--watch'));

const shared = {
  ...(!isWatching && {
    runtime: '<rootDir>/test/support/jest/shared-runtime.cjs',
    testEnvironment: '<rootDir>/test/support/jest/shared-environment.cjs',
  }),
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    [`node_modules/${esmOnly}/.+\\.js$`]: ['@swc/jest', { module: { type: 'commonjs' }, jsc: { target: 'es2022' } }],
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
      },
    ],
  },
  transformIgnorePatterns: [`^(?!.*/node_modules/${esmOnly}/).*/node_modules/`],
};

/**
 * `fast`: everything in one process. `neo4j`: needs the real Neo4j, which scripts/test.ts starts; one database, so run in band. `browser`: needs
 * Chromium. `long`: kill, load, fuzz and the real organisations; `npm run test:long` only.
 */
export default {
  testSequencer: '<rootDir>/test/support/jest/slow-first.cjs',
  projects: [
    { ...shared, displayName: 'fast', testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'] },
    { ...shared, displayName: 'neo4j', testMatch: ['<rootDir>/test/**/*.neo4j.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/**/*.browser.ts'] },
    { ...shared, displayName: 'long', testMatch: ['<rootDir>/test/**/*.long.ts'] },
  ],
};
