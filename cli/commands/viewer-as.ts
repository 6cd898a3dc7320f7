import { notFound } from '../../schema/errors.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import type { Kiki } from '../open-kiki.ts';

/** Who asks: an ordinary employee when nobody is named. @throws NotFound when the graph knows nobody with this address */
export async function viewerAs(
  { findViewer }: Pick<Kiki, 'findViewer'>,
  email: string | undefined,
  where = '--as',
): Promise<Viewer> {
  if (email === undefined) return anyEmployee;
  const viewer = await findViewer(email);
  if (viewer === undefined)
    throw notFound(`Nobody has the address ${email}`, {
      where,
      fix: 'Use an address that a source gives as id email',
    });
  return viewer;
}
