import type { Answer, AnswerMode, Expert } from '../../schema/answer.ts';
import type { ModelUse } from '../../schema/asked.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Statement } from '../look-up/finding.ts';

/** An answer before its citations are numbered. */
export interface Draft {
  mode: AnswerMode;
  statements: Statement[];
  value: Answer['value'];
  experts: Expert[];
  /** Things that were looked up and are the answer. */
  found?: readonly Ref[];
  /** What the answer is told of, in the words of its page: "that office" may mean it in what is asked next. */
  of?: string;
  /** Words and citations that are there already, of the statements. */
  written?: Pick<Answer, 'text' | 'citations'>;
  /** What a model took for it, also where another way answered in the end. */
  model?: ModelUse;
  /** Milliseconds and tokens of that, by name. */
  took?: Record<string, number>;
}
