import type { Answer, Citation } from '../../schema/answer.ts';
import { formatDay, shorten } from '../format.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { entityPath, safeAddress } from '../paths.ts';
import { askTexts } from '../texts.ts';
import { Anchor, Html } from './small.tsx';

/** An answer with how it was made, its sources, and whom to ask. The same on the page, in the column and streamed. */
export function AnswerView({ answer }: { answer: Answer }) {
  const { mode, citations, experts, asOf } = answer;
  const { label, note } = askTexts.modes[mode];
  return (
    <div class={`answer ${mode}`}>
      <p class="mode">
        <span class="chip">{label}</span> <span>{askTexts.asOf(formatDay(asOf))}</span>
      </p>
      <Html class="prose" html={answerHtml(answer)} />
      {citations.length > 0 && (
        <>
          <p class="label">{mode === 'unknown' ? askTexts.nearest : askTexts.cited}</p>
          <ol class="cites">
            {citations.map((citation) => (
              <CitationView citation={citation} />
            ))}
          </ol>
        </>
      )}
      {experts.length > 0 && (
        <>
          <p class="label">{askTexts.experts}</p>
          <ul class="experts">
            {experts.map(({ ref, name, why }) => (
              <li>
                <a href={entityPath(ref)}>{name}</a> <small>{why}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="how">{note}</p>
    </div>
  );
}

/** The answer's Markdown with its `[n]` as links to what they cite. */
function answerHtml({ text, citations }: Answer): string {
  const addresses = new Map(citations.map(({ n, url }) => [n, safeAddress(url)]));
  return renderMarkdown(text, {
    level: 3,
    linkOf: safeAddress,
    citationAddress: (n) => addresses.get(n),
  });
}

/** Characters of a quote: enough to find the place, which is one click away. */
const longestQuote = 220;

function CitationView({ citation: { n, title, url, source, quote } }: { citation: Citation }) {
  const place = [source.name, source.path, source.date === null ? '' : formatDay(source.date)];
  return (
    <li value={n}>
      <span class="number">{n}</span>
      <Anchor href={safeAddress(url)}>{title}</Anchor>
      {quote !== null && <q>{shorten(quote, longestQuote)}</q>}
      <small>
        <Anchor href={source.url === null ? undefined : safeAddress(source.url)}>
          {place.filter((part) => part !== '').join(' · ')}
        </Anchor>
      </small>
    </li>
  );
}

/** One question with its answer, or what is there instead of one. */
export function Turn({ question, answer }: { question: string; answer: Answer }) {
  return (
    <div class="turn">
      <p class="q">
        <span class="hidden">{askTexts.you}: </span>
        {question}
      </p>
      <AnswerView answer={answer} />
    </div>
  );
}

/** A turn of before, of which only the words are known. */
export function FormerTurn({ question, text }: { question: string; text: string }) {
  return (
    <div class="turn">
      <p class="q">
        <span class="hidden">{askTexts.you}: </span>
        {question}
      </p>
      <Html class="prose" html={renderMarkdown(text, { level: 3, linkOf: safeAddress })} />
    </div>
  );
}
