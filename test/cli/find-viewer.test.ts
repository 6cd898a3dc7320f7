import { expect, test } from '@jest/globals';
import { createFindViewer } from '../../cli/find-viewer.ts';
import { parseConfigFile } from '../../schema/config-file.ts';
import { createMayEdit } from '../../schema/editors.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { owner, ownersGraph } from '../support/owners.ts';

test('an e-mail address stands for whom the graph knows by it, who edits if kiki.yaml lists him', async () => {
  const { store, engine } = await ownersGraph(() => new Date());
  const viewerWith = (editors: string[]) =>
    createFindViewer({ store, mayEdit: createMayEdit(parseConfigFile({ editors }, 'kiki.yaml').editors) });
  const email = owner.email ?? '';
  expect(await viewerWith([])(email)).toEqual({ ...anyEmployee, id: email, email, name: 'Ada' });
  expect(await viewerWith([` ${email.toUpperCase()}`])(email)).toMatchObject({
    canEdit: true,
    audiences: anyEmployee.audiences,
  });
  expect(await viewerWith(['eve@example.com'])(email)).toMatchObject({ canEdit: false });
  // To be an editor is to be somebody whom the graph knows.
  expect(await viewerWith(['eve@example.com'])('eve@example.com')).toBeUndefined();
  await engine.close();
  expect(() => parseConfigFile({ editors: ['Ada'] }, 'kiki.yaml')).toThrow(/must be an e-mail address/);
});
