import type { Ref } from '../../schema/ref.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { factStatements, fromViews, relationStatements } from './view-statements.ts';

/** What a person or team puts work into, leads and answers for, and what it is there for. */
export async function work(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) => [
    ...factStatements(view, ['description']),
    ...relationStatements(
      view,
      [
        ['WORKS_ON', 'from'],
        ['OWNS', 'from'],
        ['LEADS', 'from'],
      ],
      context,
    ),
  ]);
}
