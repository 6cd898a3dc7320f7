const { join, sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');

/** The runtime of this process, once there is one. */
let shared;

/**
 * Keeps what is loaded, except for the tests and what supports them, from one test file of a process to the next
 * (docs/decisions/019-modules-stay-loaded-between-test-files.md).
 */
class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig) {
    if (shared !== undefined) {
      shared.turnTo(testPath);
      return shared;
    }
    super(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig);
    shared = this;
    this.tests = join(config.rootDir, 'test') + sep;
    // Fastify looks for each plugin among all modules that are loaded, which takes Jest milliseconds. Without any, it names the plugin
    // after its function.
    this.registries.requireCacheProxy = Object.create(null);
  }

  turnTo(testPath) {
    this._testPath = testPath;
    this.esmLoader.testPath = testPath;
    this.executor.testPath = testPath;
    this.testState.state = 'loading';
  }

  teardown() {
    this.restoreAllMocks();
    this.mockState.clear();
    this.testMainModule.reset();
    this.loggedReferenceErrors.clear();
    this.jestGlobals.clearJestObjectCache();
    this.fileCache.clear();
    this.transformCache.clear();
    const { moduleRegistry, esModuleRegistry, internalModuleRegistry } = this.registries;
    const tests = pathToFileURL(this.tests).href;
    forget(moduleRegistry, (path) => path.startsWith(this.tests));
    forget(esModuleRegistry, (key) => key.startsWith(tests) || key.startsWith('@jest/globals'));
    // What a file that failed while loading left halfway would fail the next one, too.
    forget(esModuleRegistry, (_, { status }) => status !== 'evaluated');
    // The runner has the tests of one file.
    forget(internalModuleRegistry, (path) => path.includes(`${sep}jest-circus${sep}`));
    this.testState.teardown();
  }
}

function forget(registry, isForgotten) {
  for (const [key, module] of registry) if (isForgotten(key, module)) registry.delete(key);
}

module.exports = SharedRuntime;
