import type { Io } from '../../cli/io.ts';

/** An `Io` that keeps what is written. */
export function recordingIo(): Io & { outs: string[]; notes: string[] } {
  const outs: string[] = [];
  const notes: string[] = [];
  return { outs, notes, out: (text) => void outs.push(text), note: (text) => void notes.push(text), progress() {} };
}
