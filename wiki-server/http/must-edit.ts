import { notAllowed } from '../../schema/errors.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { adminTexts } from '../texts.ts';

/** The viewer, who may change the graph. @throws NotAllowed for one who may not */
export function mustEdit(viewer: Viewer): Viewer {
  if (!viewer.canEdit) throw notAllowed(adminTexts.notAllowed, { fix: adminTexts.notAllowedFix });
  return viewer;
}
