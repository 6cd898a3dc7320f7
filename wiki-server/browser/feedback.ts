import { feedbackTexts } from '../texts.ts';

/** Sends what an asker says of an answer without leaving the page. */
export function sendFeedbackHere(): void {
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || !target.matches('[data-feedback]')) return;
    event.preventDefault();
    void send(target, submitter);
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value);
  const ok = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body }).then(
    (response) => response.ok,
    () => false,
  );
  const said = document.createElement('p');
  said.className = 'how';
  said.setAttribute('role', 'status');
  const vote = body.get('vote') === 'up' ? 'up' : 'down';
  said.textContent = ok ? `${feedbackTexts.thanks}. ${feedbackTexts.what[vote]}` : feedbackTexts.failed;
  if (ok) form.replaceWith(said);
  else form.append(said);
}
