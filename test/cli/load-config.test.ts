import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../cli/load-config.ts';
import { smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
writeFiles(folder, {
  'example/kiki.yaml': 'company: Example\n',
  'here/kiki.yaml': 'company: Here\n',
  'empty/other.yaml': 'company: Named\n',
  'bad/syntax.yaml': 'company: A\nsources:\n  - name: x\n   kind: table\n',
  'bad/list.yaml': '- a\n',
  'bad/text.yaml': 'just text\n',
  'bad/unknown.yaml': 'company: A\nsourcez: []\n',
  'bad/escape.yaml': 'company: "\\["\n',
  'bad/flow.yaml': 'schema: { a: $f(x, /[a]/, "") }\n',
  'bad/twice.yaml': 'company: A\ncompany: B\n',
});
const load = (workingFolder: string, named?: string) =>
  loadConfig({ named, workingFolder: join(folder, workingFolder), exampleFolder: join(folder, 'example') });

describe('which configuration is used', () => {
  test('kiki.yaml of the working folder', () => {
    expect(load('here')).toMatchObject({ config: { company: 'Here' }, isExample: false, folder: join(folder, 'here') });
  });

  test('the example where there is none, and it says so', () => {
    expect(load('empty')).toMatchObject({ config: { company: 'Example' }, isExample: true });
  });

  test('the named one goes before both, relative to the working folder', () => {
    expect(load('here', '../empty/other.yaml')).toMatchObject({ config: { company: 'Named' }, isExample: false });
  });

  test('a named one that is missing is an error, never the example', () => {
    expect(() => load('empty', 'missing.yaml')).toThrow('can’t be read');
  });
});

describe('a configuration that can’t be used', () => {
  test.each([
    [
      'syntax.yaml',
      { where: join(folder, 'bad/syntax.yaml:4:1'), fix: expect.stringContaining('indentation') },
      'not YAML',
    ],
    ['list.yaml', { where: join(folder, 'bad/list.yaml') }, 'must consist of settings'],
    ['text.yaml', { where: join(folder, 'bad/text.yaml') }, 'must consist of settings'],
    ['unknown.yaml', { where: join(folder, 'bad/unknown.yaml') }, 'unknown setting "sourcez"'],
    [
      'escape.yaml',
      { where: join(folder, 'bad/escape.yaml:1:11'), fix: expect.stringContaining('single quotes') },
      'escape',
    ],
    [
      'flow.yaml',
      { where: join(folder, 'bad/flow.yaml:1:21'), fix: expect.stringContaining('single quotes') },
      'flow map',
    ],
    ['twice.yaml', { where: join(folder, 'bad/twice.yaml:2:1') }, 'is there twice, first on line 1'],
  ])('%s: the place and the problem are told', (name, place, message) => {
    const attempt = () => load('bad', name);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid', ...place }));
  });

  test('the small company of the tests is fine', () => {
    writeFiles(join(folder, 'small'), smallFiles);
    expect(load('small').config.sources).toHaveLength(1);
  });
});
