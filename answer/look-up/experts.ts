import type { Ref } from '../../schema/ref.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { fromViews, relationStatements } from './view-statements.ts';

/** Who can be asked about a thing: experts, the owner, who leads it. */
export async function experts(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) =>
    relationStatements(
      view,
      [
        ['EXPERT_IN', 'to'],
        ['OWNS', 'to'],
        ['LEADS', 'to'],
        ['WORKS_ON', 'to'],
      ],
      context,
    ),
  );
}
