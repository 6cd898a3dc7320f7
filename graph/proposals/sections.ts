import { createHash } from 'node:crypto';
import type { Passage } from '../../schema/entity.ts';
import { plainText } from '../text/plain.ts';

/** A section of a page as readers see it. */
export interface Section {
  /** Id of the passage. */
  passage: string;
  heading: readonly string[];
  /** Plain text: what a reader sees, without marks and addresses. */
  text: string;
}

type Prose = Pick<Passage, 'id' | 'heading' | 'order' | 'text' | 'step' | 'card'>;

/** The sections of a page in their order. Its card is no prose, and steps stand in their section. */
export function sectionsOf(passages: readonly Prose[]): Section[] {
  return prose(passages).map(({ id, heading, text }) => ({ passage: id, heading, text: plainText(text) }));
}

/** Equal for two states of a page exactly when they read the same. Hex. */
export function textHash(title: string, passages: readonly Prose[]): string {
  const told = prose(passages).map(({ heading, text }) => [heading, text]);
  return createHash('sha256')
    .update(JSON.stringify([title, told]))
    .digest('hex')
    .slice(0, 40);
}

function prose(passages: readonly Prose[]): Prose[] {
  return passages.filter(({ card, step }) => !card && step === undefined).sort((a, b) => a.order - b.order);
}
