const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

/** Where Jest's runner keeps who hears of its events. */
const listeners = Symbol.for('EVENT_HANDLERS');

/** The environment of this process, once there is one. */
let shared;

/**
 * One global scope for all test files of a process, so that modules can stay loaded from one to the next (shared-runtime.cjs). What a file
 * changed in it is undone when the file ends: globals, the clock and the variables of the process.
 */
class SharedEnvironment extends NodeEnvironment {
  constructor(config, context) {
    if (shared !== undefined) return shared;
    super(config, context);
    shared = this;
    const names = Object.getOwnPropertyNames(this.global);
    this.atFirst = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(this.global, name)]));
    this.variables = { ...this.global.process.env };
    this.exit = this.global.process.exit;
  }

  async teardown() {
    this.fakeTimers.useRealTimers();
    this.fakeTimersModern.useRealTimers();
    const { global } = this;
    // What packages keep under symbols is theirs, and they stay loaded.
    delete global[listeners];
    for (const name of Object.getOwnPropertyNames(global)) if (!this.atFirst.has(name)) delete global[name];
    for (const [name, before] of this.atFirst) {
      const now = Object.getOwnPropertyDescriptor(global, name);
      if (before.configurable && !isSame(name, before, now)) Object.defineProperty(global, name, before);
    }
    global.process.exit = this.exit;
    const { env } = global.process;
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
  }
}

/** Whether a global is what it was. Most of Node's are looked up when somebody asks for them first. */
function isSame(name, before, now) {
  if (now === undefined) return false;
  if (!('value' in now)) return now.get === before.get;
  return now.value === ('value' in before ? before.value : globalThis[name]);
}

module.exports = SharedEnvironment;
