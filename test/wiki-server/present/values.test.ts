import { describe, expect, test } from '@jest/globals';
import { createOntology } from '../../../schema/ontology.ts';
import { briefly, isLong, presentValue, statusChip, valueText, wordsOf } from '../../../wiki-server/present/values.ts';

const ontology = createOntology();
const spec = (kind: string, name: string) => ontology.findField(kind, name);

describe('a value', () => {
  test('is shown by the type of its field', () => {
    expect(presentValue(spec('Person', 'startDate'), '2019-08-12')).toEqual([{ text: '12 Aug 2019' }]);
    expect(presentValue(spec('Person', 'email'), 'dag@fjordlink.example')).toEqual([
      { text: 'dag@fjordlink.example', href: 'mailto:dag@fjordlink.example' },
    ]);
    expect(presentValue(spec('System', 'repository'), 'https://www.code.example/engine/')).toEqual([
      { text: 'code.example/engine', href: 'https://www.code.example/engine/' },
    ]);
    expect(presentValue(undefined, 2350000)).toEqual([{ text: '2,350,000' }]);
    expect(presentValue(undefined, false)).toEqual([{ text: 'No' }]);
    expect(presentValue(undefined, ['a', 'b'])).toEqual([{ text: 'a' }, { text: 'b' }]);
  });

  test('that is an address of another scheme is text', () => {
    expect(presentValue(spec('System', 'repository'), 'javascript:alert(1)')).toEqual([
      { text: 'javascript:alert(1)', href: undefined },
    ]);
  });

  test('that a source writes as Markdown is shown so where there is room, and as plain words elsewhere', () => {
    const text = 'on-call **rota** in [Beacon](https://beacon.example/), `#churn`';
    const [item] = presentValue(spec('System', 'onCall'), text);
    expect(item?.text).toBe('on-call rota in Beacon, #churn');
    for (const part of ['<strong>rota</strong>', 'href="https://beacon.example/"', '<code>#churn</code>'])
      expect(item?.html).toContain(part);
    expect(presentValue(spec('Procedure', 'prerequisites'), ['`go` 1.22', 'R&D'])).toEqual([
      { text: 'go 1.22', html: '<code>go</code> 1.22' },
      { text: 'R&D' },
    ]);
    expect(valueText(spec('System', 'onCall'), text)).toBe('on-call rota in Beacon, #churn');
    expect(presentValue(undefined, '<img src=x onerror=alert(2)>')).toEqual([{ text: '<img src=x onerror=alert(2)>' }]);
    expect(presentValue(spec('Team', 'chat'), 'https://chat.example/rooms/churn/')).toEqual([
      { text: 'chat.example/rooms/churn', href: 'https://chat.example/rooms/churn/' },
    ]);
    expect(statusChip('**on track**')).toEqual({ text: 'on track', tone: 'good' });
    expect(wordsOf('---')).toBe('---');
    const card = { ref: 'system:churn', kind: 'System', name: 'Churn', aliases: [], changedAt: '' };
    expect(briefly({ ...card, fields: { description: `Bus: ${text}` } }, ontology)).toBe(
      'Bus: on-call rota in Beacon, #churn',
    );
    expect(briefly({ ...card, fields: { title: '_Chief_ engineer' } }, ontology)).toBe('Chief engineer');
  });

  test('of many words is a section of its own', () => {
    expect(isLong(spec('Procedure', 'prerequisites'), ['short', 'x'.repeat(141)])).toBe(true);
    expect(isLong(spec('Procedure', 'prerequisites'), ['short'])).toBe(false);
  });
});

test.each([
  ['on track', 'good'],
  ['In production', 'good'],
  ['At risk', 'warn'],
  ['on leave', 'warn'],
  ['Discovery', 'plain'],
])('the status %j looks %s', (status, tone) => {
  expect(statusChip(status)).toEqual({ text: status, tone });
});
