import type { Ref } from '../../schema/ref.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { factStatements, fromViews, relationStatements } from './view-statements.ts';

/** How to reach a person or team; for other things, whoever answers for them. */
export async function contact(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  const owners = await ownersOf(of, context);
  const ways = ['chat', 'email', 'phone', 'url'];
  return fromViews([...of, ...owners], context, (view) => [
    ...(owners.includes(view.ref) ? relationStatements(view, [['OWNS', 'from']], context, of) : []),
    ...factStatements(view, ways, context),
    ...(view.kind === 'Team' ? relationStatements(view, [['LEADS', 'to']], context) : []),
  ]);
}

async function ownersOf(of: readonly Ref[], context: LookUpContext): Promise<Ref[]> {
  const { counted } = await find({ look: 'related', of: [...of], relation: 'OWNS', end: 'to' }, context);
  return counted.map((card) => card.ref);
}
