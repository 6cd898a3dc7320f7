import type { Ref } from '../../../schema/ref.ts';
import type { FormQuery } from '../../look-up/query.ts';
import type { Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { type Form, formTable } from '../form-table.ts';
import { withNoun } from '../reading.ts';
import { stemsOf, type Token } from '../tokens.ts';

const compiled = formTable.flatMap((form) =>
  form.says.map((phrase) => ({
    form,
    stems: stemsOf(phrase),
    beside: new Set((form.beside ?? []).flatMap(stemsOf)),
  })),
);

/** Forms of form-table.ts: their words in order, with a thing somewhere around them. */
export const forms: Rule = (reading) => {
  const { tokens } = reading.analysis;
  return compiled.flatMap(({ form, stems, beside }) =>
    reading.groups.flatMap((mention) => {
      const isFree = (index: number) => !mention.spans.some((span) => index >= span.start && index < span.end);
      const said = inOrder(tokens, stems, isFree);
      if (said === undefined) return [];
      const also = tokens.flatMap(({ stem }, index) =>
        isFree(index) && beside.has(stem) ? [{ start: index, end: index + 1 }] : [],
      );
      return mention.kinds.flatMap(({ kind, refs }): Draft[] => {
        if (form.of !== undefined && !form.of.includes(kind)) return [];
        const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
        return [
          {
            query: formQuery(form.look, refs),
            want: 'text',
            subjects: refs,
            mentions: mention.spans,
            used: [...said, ...also, ...nouns],
            penalty: form.look === 'describe' ? 1.5 : 0.5,
          },
        ];
      });
    }),
  );
};

/** Every form asks of things alone, so one object fits all of them. */
function formQuery(look: Form['look'], of: Ref[]): FormQuery {
  return { look, of };
}

/** Where these words stand in this order, perhaps with others between them. */
function inOrder(
  tokens: readonly Token[],
  wanted: readonly string[],
  isFree: (index: number) => boolean,
): Span[] | undefined {
  const spans: Span[] = [];
  let from = 0;
  for (const stem of wanted) {
    const at = tokens.findIndex((token, index) => index >= from && token.stem === stem && isFree(index));
    if (at === -1) return undefined;
    spans.push({ start: at, end: at + 1 });
    from = at + 1;
  }
  return spans;
}
