import { notAllowed } from '../schema/errors.ts';
import type { Viewer } from '../schema/viewer.ts';

/** @param deed what he may not do otherwise, in words @throws NotAllowed */
export function mustEdit(viewer: Viewer, deed = 'edit'): void {
  if (!viewer.canEdit) throw notAllowed(`${viewer.name} may not ${deed}`, { fix: 'Ask an editor' });
}
