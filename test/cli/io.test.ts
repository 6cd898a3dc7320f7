import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { terminalIo } from '../../cli/io.ts';

function recorded(isTTY: boolean) {
  const written: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    isTTY,
    columns: 80,
    write: (text: string) => written.push(text) > 0,
  });
  let now = 0;
  const io = terminalIo({ stdout: stream, stderr: stream } as unknown as NodeJS.Process, () => now);
  return { io, written, wait: (seconds: number) => (now += seconds * 1000) };
}

test('progress replaces its line on a terminal', () => {
  const { io, written } = recorded(true);
  io.progress('1 of 3');
  io.progress('2 of 3');
  io.progress(undefined);
  expect(written).toEqual(['1 of 3', '\r\u001b[K', '2 of 3', '\r\u001b[K']);
});

test('progress is a line now and then elsewhere, and nothing of what is soon done', () => {
  const { io, written, wait } = recorded(false);
  for (let second = 0; second < 40; second += 1) {
    io.progress(`embeddings: ${second} of 40`);
    wait(1);
  }
  io.progress(undefined);
  expect(written).toEqual(['embeddings: 15 of 40\n', 'embeddings: 30 of 40\n']);
});
