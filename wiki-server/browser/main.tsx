import { enhanceAsk } from './ask.tsx';
import { enhanceChart, openBranches } from './chart.ts';
import { followContents } from './contents.ts';
import { enhanceEditor, forgetSavedDraft } from './editor.ts';
import { sendFeedbackHere } from './feedback.ts';
import { offerMentions } from './mentions.ts';
import { showPreviews } from './previews.ts';
import { enhanceSearch } from './suggestions.tsx';
import { closeTips } from './tips.ts';

/** Everything here makes pages quicker to use; each is complete without it. */

document.querySelectorAll<HTMLFormElement>('form[data-search]').forEach(enhanceSearch);
document.querySelectorAll<HTMLElement>('[data-ask]').forEach(enhanceAsk);
document.querySelectorAll<HTMLFormElement>('form[data-editor]').forEach(enhanceEditor);
forgetSavedDraft();
document.querySelectorAll<HTMLTextAreaElement>('textarea[data-mentions]').forEach(offerMentions);
document.querySelectorAll<HTMLElement>('[data-contents]').forEach(followContents);

document.querySelectorAll<HTMLElement>('[data-chart]').forEach(enhanceChart);
openBranches(document);

closeTips();
sendFeedbackHere();
showPreviews();

// A link to a question leads to the page that asks it as a stream, not to one that comes when the answer is whole.
document.querySelectorAll<HTMLAnchorElement>('a[data-ask-link]').forEach((link) => {
  link.href = link.href.replace('/ask?', '/ask#');
});

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector<HTMLInputElement>('form[data-search] input')?.focus();
});
