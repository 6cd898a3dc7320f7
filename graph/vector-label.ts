import { createHash } from 'node:crypto';

/** Vectors of one model carry one label, because an index holds vectors of one length. */
export function vectorLabel(model: string): string {
  return `Vector${createHash('sha256').update(model).digest('hex').slice(0, 12)}`;
}
