import { plainText } from '../../graph/text/plain.ts';
import { quotableText } from '../../graph/text/quotable.ts';
import type { EntityView, Passage } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import { listEntry } from './list-entry.ts';
import { factStatements, fromViews, relationStatements } from './view-statements.ts';
import { bold } from './wording.ts';

/** The steps of a procedure in order, with who does what and what must be there first. */
export async function steps(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) => {
    const found = view.passages.filter((passage) => passage.step !== undefined);
    if (found.length === 0) return [];
    return [
      ...factStatements(view, ['prerequisites'], context),
      ...relationStatements(view, [['OWNS', 'to']], context),
      ...stepLists(view, found),
    ];
  });
}

/** One numbered list per section that has steps. */
function stepLists(view: EntityView, found: readonly Passage[]): Statement[] {
  const sections = [...new Set(found.map(({ step }) => step?.section ?? ''))];
  return sections.map((section) => {
    const own = found.filter(({ step }) => step?.section === section);
    const lines = own.map(({ step, text }) => {
      const who =
        step?.responsible === undefined || plainText(text).includes(step.responsible) ? '' : `*(${step.responsible})*`;
      return listEntry(`${step?.number ?? 1}. `, text, who);
    });
    const heading = own[0]?.heading.at(-1);
    return {
      text: `${sections.length > 1 && heading !== undefined ? `${bold(heading)}\n\n` : ''}${lines.join('\n')}`,
      about: { ref: view.ref, title: view.name, anchor: section },
      sources: own[0]?.source === undefined ? [] : [own[0].source],
      quote: own.map(({ text }) => quotableText(text)).join('\n'),
    };
  });
}
