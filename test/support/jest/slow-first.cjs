const { relative } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * What takes longest, longest first. Jest knows only after a run on the same machine, and starts with the largest file until then: it would
 * leave some of these for the end, where one works and nobody else has anything to do.
 */
const slow = [
  'test/end-to-end/killed-runs.test.ts',
  'test/end-to-end/stopped.test.ts',
  'test/graph/store.test.ts',
  'test/end-to-end/mcp.test.ts',
  'test/end-to-end/serve.test.ts',
  'test/ingest/faults.test.ts',
  'test/end-to-end/runs.test.ts',
  'test/graph/embeddings/local/real-model.test.ts',
  'test/ingest/cut-off.test.ts',
  'test/graph/embeddings/local/local-embedder.test.ts',
  'test/ingest/table/known-parts.test.ts',
  'test/bot/interview/interview.test.ts',
  'test/end-to-end/slack.test.ts',
  'test/end-to-end/corpus.test.ts',
  'test/wiki-server/pages.test.ts',
];

class SlowFirst extends Sequencer {
  sort(tests) {
    const place = ({ path, context }) => {
      const at = slow.indexOf(relative(context.config.rootDir, path));
      return at === -1 ? slow.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}

module.exports = SlowFirst;
