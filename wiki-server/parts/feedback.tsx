import { feedbackReasons } from '../../schema/asked.ts';
import { feedbackTexts } from '../texts.ts';

/** Where an asker says whether an answer helped, and what is the matter with it. With the script (browser/feedback.ts) it stays on the page. */
export function FeedbackForm({ answer }: { answer: string }) {
  return (
    <form class="feedback" method="post" action="/ask/feedback" aria-label={feedbackTexts.label} data-feedback>
      <input type="hidden" name="answer" value={answer} />
      <button class="other" type="submit" name="vote" value="up">
        {feedbackTexts.up}
      </button>
      <details>
        <summary>{feedbackTexts.down}</summary>
        <fieldset>
          <legend>{feedbackTexts.why}</legend>
          {feedbackReasons.map((reason) => (
            <label class="mark">
              <input type="radio" name="reason" value={reason} /> {feedbackTexts.reasons[reason]}
            </label>
          ))}
        </fieldset>
        <label>
          {feedbackTexts.comment}
          <input type="text" name="comment" maxLength={2000} />
        </label>
        <button class="other" type="submit" name="vote" value="down">
          {feedbackTexts.send}
        </button>
      </details>
    </form>
  );
}
