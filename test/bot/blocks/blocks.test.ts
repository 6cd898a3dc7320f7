import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  button,
  buttons,
  channelField,
  checkField,
  choiceField,
  header,
  homeView,
  modal,
  note,
  section,
  textField,
} from '../../../bot/blocks/blocks.ts';
import { cut, cutMrkdwn } from '../../../bot/blocks/cut.ts';
import { escapeMrkdwn, mrkdwnLink } from '../../../bot/render/mrkdwn.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { refuseBlocks, refuseView } from '../../support/block-kit-rules.ts';

const texts = hostileText();
const choices = fc.array(fc.record({ value: fc.stringMatching(/^[a-z0-9:-]{1,200}$/), text: texts }), {
  minLength: 1,
  maxLength: 150,
});

describe('whatever the text, Slack takes', () => {
  it('blocks of a message', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const action = { action: 'x', text: a, says: b, value: 'id', confirm: { title: a, text: b, yes: a, no: b } };
        const blocks = [
          header(a),
          section(escapeMrkdwn(b), button(action)),
          note(escapeMrkdwn(a)),
          ...buttons([action]),
        ];
        expect(refuseBlocks(blocks)).toBeUndefined();
      }),
    );
  });

  it('a modal with every kind of field', () => {
    fc.assert(
      fc.property(texts, texts, choices, (a, b, some) => {
        const chosen = some[0]!.value;
        const view = modal({
          id: 'x',
          title: a,
          submit: b,
          close: a,
          about: 'id',
          blocks: [
            textField({ id: '1', label: a, hint: b, value: b, isLong: true }),
            textField({ id: '2', label: b, value: a, longest: 40 }),
            choiceField({ id: '3', label: a, choices: some, chosen }),
            checkField({ id: '4', label: a, choices: some, checked: [chosen] }),
            channelField({ id: '5', label: a }),
          ],
        });
        expect(refuseView(view)).toBeUndefined();
      }),
    );
  });

  it('a Home tab of any length', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 200 }), (all) => {
        expect(refuseView(homeView(all.map((each) => section(escapeMrkdwn(each)))))).toBeUndefined();
      }),
    );
  });
});

it('the rules can refuse', () => {
  expect(refuseBlocks([{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }])).toBe(
    'invalid_blocks',
  );
  expect(refuseBlocks([section('x')], 0)).toBe('invalid_blocks');
  const title = { type: 'plain_text' as const, text: 'x'.repeat(25) };
  expect(refuseView({ type: 'modal', title, blocks: [] })).toContain('24 are allowed');
});

describe('a cut', () => {
  it('leaves no half of a link, of an escaped character or of a pair', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            texts.map(escapeMrkdwn),
            texts.map((text) => mrkdwnLink('https://kiki.example.com/wiki/a', cut(text, 80))),
          ),
        ),
        fc.integer({ min: 10, max: 400 }),
        (parts, most) => {
          const shown = cutMrkdwn(parts.join(' '), most);
          expect(shown.length).toBeLessThanOrEqual(most);
          expect(shown.replace(/<https:[^<>|]*\|[^<>]*>/g, '')).not.toMatch(/[<>]/);
          expect(shown.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
          expect(shown).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        },
      ),
    );
  });

  it('says that something is left out', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('abcd', 4)).toBe('abcd');
    expect(cutMrkdwn('see <https://kiki.example.com|the page>', 20)).toBe('see…');
    expect(cutMrkdwn('R&amp;D and more', 5)).toBe('R…');
  });
});

it('a value that Slack would cut is a mistake of Kiki’s own', () => {
  expect(() => button({ action: 'x', text: 'x', value: 'x'.repeat(2001) })).toThrow(RangeError);
  expect(() => modal({ id: 'x', title: 'x', close: 'x', blocks: [], about: 'x'.repeat(3001) })).toThrow(RangeError);
});
