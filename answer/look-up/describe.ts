import type { Ref } from '../../schema/ref.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { factStatements, fromViews, relationStatements } from './view-statements.ts';

/** What a thing is, from its fields and relations. */
export async function describe(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) => {
    switch (view.kind) {
      case 'Person':
        return [
          ...factStatements(view, ['title', 'status', 'location', 'description'], context),
          ...relationStatements(
            view,
            [
              ['MEMBER_OF', 'from'],
              ['REPORTS_TO', 'from'],
              ['LEADS', 'from'],
              ['OWNS', 'from'],
            ],
            context,
          ),
        ];
      case 'Procedure':
      case 'Article':
        return factStatements(view, ['description']);
      default:
        return [
          ...factStatements(view, ['description', 'goal', 'status', 'statusNote', 'type'], context),
          ...relationStatements(
            view,
            [
              ['PART_OF', 'from'],
              ['LEADS', 'to'],
              ['OWNS', 'to'],
              ['OWNS', 'from'],
            ],
            context,
          ),
        ];
    }
  });
}
