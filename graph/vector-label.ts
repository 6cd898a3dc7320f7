import { createHash } from 'node:crypto';

/** Vectors of one model and length carry one label, because an index holds vectors of one length. */
export function vectorLabel(model: string, dimensions: number): string {
  return `Vector${createHash('sha256').update(`${model}/${dimensions}`).digest('hex').slice(0, 12)}`;
}
