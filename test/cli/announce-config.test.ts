import { expect, test } from '@jest/globals';
import { announceConfig } from '../../cli/announce-config.ts';
import { recordingIo } from '../support/recording-io.ts';

test.each<[string, boolean, RegExp[]]>([
  ['ask', true, [/^There is no kiki\.yaml here, so this is the example company: \/x\/kiki\.yaml\. Name yours/]],
  ['ingest', true, [/example company: \/x\/kiki\.yaml/]],
  ['ingest', false, [/^Reading \/x\/kiki\.yaml$/]],
  ['ask', false, []],
])('%s, of the example: %s', (command, isExample, notes) => {
  const io = recordingIo();
  announceConfig(command, { path: '/x/kiki.yaml', isExample }, io);
  expect(io.notes).toEqual(notes.map((note) => expect.stringMatching(note)));
  expect(io.outs).toEqual([]);
});
