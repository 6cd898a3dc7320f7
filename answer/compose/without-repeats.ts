import { words } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Statement } from '../look-up/finding.ts';
import { splitUnits } from './excerpt.ts';

/** Share of the sentences of a quotation from which on it only says again what was told. */
const enough = 0.7;

/**
 * Statements without quotations that say again what one before told of the same page, such as the section whose steps are told: two parts
 * of a question may be answered by one.
 */
export function withoutRepeats(statements: readonly Statement[]): Statement[] {
  return statements.filter((statement, index) => {
    const { quote, about } = statement;
    if (quote === undefined || about === undefined) return true;
    const before = statements.slice(0, index).filter((each) => each.about?.ref === about.ref);
    const told = ` ${before.map(({ text }) => said(text)).join(' ')} `;
    const sentences = splitUnits(plainText(quote))
      .map(said)
      .filter((sentence) => sentence !== '');
    const again = sentences.filter((sentence) => told.includes(` ${sentence} `)).length;
    return sentences.length === 0 || again < enough * sentences.length;
  });
}

/** The words of a text, without marks and numbers of steps. */
function said(text: string): string {
  return words(plainText(text.replace(/^[>\s]*(?:\d{1,2}[.)]|[-*+])\s+/gm, ''))).join(' ');
}
