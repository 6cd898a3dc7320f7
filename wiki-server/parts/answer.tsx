import { quotableWords } from '../../graph/text/quotable.ts';
import type { Answer, Citation } from '../../schema/answer.ts';
import type { Ref } from '../../schema/ref.ts';
import { formatDay, shorten } from '../format.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { askPersonPath, entityPath, safeAddress } from '../paths.ts';
import { askTexts, helpTexts } from '../texts.ts';
import { FeedbackForm } from './feedback.tsx';
import { Anchor, Html } from './small.tsx';

/** Where an expert is reached beside the page of that person or team. */
export interface Contact {
  email?: string | undefined;
  chat?: string | undefined;
}

export type Contacts = ReadonlyMap<string, Contact>;

interface AnswerProps {
  answer: Answer;
  contacts: Contacts;
  thread: Thread;
}

/** What a question that is asked next goes on with: the page it is asked on, and the conversation, as a form carries it. */
export interface Thread {
  page?: Ref | undefined;
  history?: string | undefined;
}

/** An answer with how it was made, its sources, and whom to ask. The same on the page, in the column and streamed. */
export function AnswerView({ answer, contacts, thread }: AnswerProps) {
  const { id, question, mode, citations, experts, asOf, followUps = [] } = answer;
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
                <a href={entityPath(ref)}>{name}</a> <ContactLinks contact={contacts.get(ref)} question={question} />{' '}
                <small>{why}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="how">{note}</p>
      {followUps.length > 0 && <FollowUps questions={followUps} thread={thread} />}
      <FeedbackForm answer={id} />
      <p class="rule">
        <a href={askPersonPath(id)}>{helpTexts.askPerson}</a>
      </p>
    </div>
  );
}

/** Questions to ask next. Each is a button of a form, so that the conversation goes on without JavaScript; with it, in place. */
function FollowUps({ questions, thread: { page, history } }: { questions: readonly string[]; thread: Thread }) {
  return (
    <form method="post" action="/ask" class="follow-ups" aria-label={askTexts.next} data-follow-ups>
      <p class="label">{askTexts.next}</p>
      {page !== undefined && <input type="hidden" name="page" value={page} />}
      {history !== undefined && <input type="hidden" name="history" value={history} />}
      <ul>
        {questions.map((question) => (
          <li>
            <button class="link" type="submit" name="q" value={question}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

/** Writes to an expert with the question in the subject, or says in which channel. */
function ContactLinks({ contact, question }: { contact: Contact | undefined; question: string }) {
  if (contact === undefined) return null;
  const { email, chat } = contact;
  const subject = encodeURIComponent(shorten(question, 150));
  return (
    <>
      {email !== undefined && (
        <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}?subject=${subject}`}>{askTexts.write}</a>
      )}
      {chat !== undefined && <span> {chat}</span>}
    </>
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
      {quote !== null && <q>{shorten(quotableWords(quote), longestQuote)}</q>}
      <small>
        <Anchor href={source.url === null ? undefined : safeAddress(source.url)}>
          {place.filter((part) => part !== '').join(' · ')}
        </Anchor>
      </small>
    </li>
  );
}

/** One question with its answer, or what is there instead of one. */
export function Turn({ question, answer, contacts, thread }: AnswerProps & { question: string }) {
  return (
    <div class="turn">
      <p class="q">
        <span class="hidden">{askTexts.you}: </span>
        {question}
      </p>
      <AnswerView answer={answer} contacts={contacts} thread={thread} />
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
