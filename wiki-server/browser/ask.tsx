import { render } from 'preact';
import { askTexts } from '../texts.ts';
import { readEvents } from './events.ts';

/** One question of the conversation in the browser. */
interface Turn {
  question: string;
  /** Markdown, as far as it is written. */
  text: string;
  /** The answer as the server made it, when it is whole. */
  html?: string;
  error?: string;
}

interface FormerText {
  role: 'asker' | 'kiki';
  text: string;
}

/** Makes an ask box answer in place, as the answer is written. Its form works without this. */
export function enhanceAsk(box: HTMLElement): void {
  // Answers have forms too.
  const input = box.querySelector<HTMLInputElement>('input[name=q]');
  const log = box.querySelector<HTMLElement>('[data-turns]');
  if (!input?.form || !log) return;
  const { form } = input;
  const before = readCarried(form);
  const turns: Turn[] = [];
  const place = log.appendChild(document.createElement('div'));
  let isBusy = false;

  const draw = () => {
    log.setAttribute('aria-busy', String(isBusy));
    render(<Turns turns={turns} />, place);
  };

  const ask = async (question: string) => {
    const history = [...before, ...turns.flatMap(toTexts)];
    const turn: Turn = { question, text: '' };
    turns.push(turn);
    isBusy = true;
    draw();
    place.lastElementChild?.scrollIntoView({ block: 'nearest' });
    try {
      await stream({ question, history, page: box.dataset.page }, turn, draw);
    } catch {
      turn.error = askTexts.offline; // the network's own error says nothing that the reader can use
    }
    isBusy = false;
    input.placeholder = askTexts.placeholderMore;
    draw();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = input.value.trim();
    if (question === '' || isBusy) return;
    input.value = '';
    void ask(question);
  });

  log.addEventListener('submit', (event) => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement) || submitter.name !== 'q') return;
    event.preventDefault();
    if (!isBusy) void ask(submitter.value);
  });

  const asked = new URLSearchParams(location.hash.slice(1)).get('q');
  if (location.pathname === '/ask' && asked) {
    history.replaceState(null, '', `/ask?${new URLSearchParams({ q: asked }).toString()}`);
    void ask(asked);
  }
}

/** The turns that the server put into the form, for a follow-up without this script. */
function readCarried(form: HTMLFormElement): FormerText[] {
  const carried = form.querySelector<HTMLInputElement>('input[name=history]')?.value;
  return carried === undefined ? [] : (JSON.parse(carried) as FormerText[]);
}

function toTexts({ question, text, html }: Turn): FormerText[] {
  if (html === undefined) return [];
  return [
    { role: 'asker', text: question },
    { role: 'kiki', text },
  ];
}

async function stream(
  { question, history, page }: { question: string; history: FormerText[]; page: string | undefined },
  turn: Turn,
  draw: () => void,
): Promise<void> {
  const response = await fetch('/ask/stream', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ question, history: history.slice(-20), ...(page !== undefined && { page }) }),
  });
  if (!response.ok || response.body === null) {
    const { error } = (await response.json()) as { error: { message: string; fix?: string } };
    turn.error = [error.message, error.fix ?? ''].join(' ');
    return;
  }
  for await (const { event, data } of readEvents(response.body)) {
    const { text, html, message } = data as { text?: string; html?: string; message?: string };
    if (event === 'delta') turn.text += text ?? '';
    if (event === 'error') turn.error = message ?? askTexts.failed;
    if (event === 'answer' && html !== undefined) {
      turn.html = html;
      turn.text = text ?? turn.text;
    }
    draw();
  }
  if (turn.html === undefined) turn.error ??= askTexts.failed;
}

function Turns({ turns }: { turns: readonly Turn[] }) {
  return (
    <>
      {turns.map((turn, index) => (
        <div class="turn" key={index}>
          <p class="q">
            <span class="hidden">{askTexts.you}: </span>
            {turn.question}
          </p>
          <Reply turn={turn} />
        </div>
      ))}
    </>
  );
}

function Reply({ turn: { text, html, error } }: { turn: Turn }) {
  if (error !== undefined) return <p class="error">{error}</p>;
  // The server made it with the sanitiser.
  if (html !== undefined) return <div dangerouslySetInnerHTML={{ __html: html }} />;
  if (text === '') return <p class="waiting">{askTexts.working}</p>;
  return <p class="streaming">{text.replace(/\*\*/g, '')}</p>;
}
