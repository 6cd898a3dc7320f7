import type { FieldSpec } from '../../schema/kinds.ts';
import { editTexts } from '../texts.ts';

/** Browsers drop a line break at the beginning of a text area. */
export function guarded(text: string): string {
  return text.startsWith('\n') ? `\n${text}` : text;
}

export interface FieldControlProps {
  spec: FieldSpec;
  value: string;
  /** Of the control in what the form sends. */
  name: string;
  /** Of the control; `ID-help` describes it. */
  id: string;
  /** What stands in it can't be its value. */
  isWrong: boolean;
}

/** The control in which a field of this type is typed or chosen. */
export function FieldControl({ spec, value, name, id, isWrong }: FieldControlProps) {
  const common = {
    id,
    name,
    'aria-describedby': `${id}-help`,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
  };
  switch (spec.type) {
    case 'boolean':
      return (
        <Select
          common={common}
          value={value}
          options={[
            ['yes', editTexts.yes],
            ['no', editTexts.no],
          ]}
        />
      );
    case 'choice': {
      const choices = (spec.choices ?? []).map((choice): [string, string] => [choice.value, choice.value]);
      const isKnown = choices.some(([choice]) => choice === value) || value === '';
      return <Select common={common} value={value} options={isKnown ? choices : [[value, value], ...choices]} />;
    }
    case 'list':
    case 'markdown':
      return (
        <textarea {...common} rows={spec.type === 'list' ? Math.min(8, value.split('\n').length + 1) : 6}>
          {guarded(value)}
        </textarea>
      );
    case 'text':
      return value.length > 80 || spec.name === 'description' ? (
        <textarea {...common} rows={3}>
          {guarded(value)}
        </textarea>
      ) : (
        <input {...common} value={value} />
      );
    case 'number':
      return <input {...common} value={value} inputMode="decimal" />;
    case 'date':
      // A date that is none would be dropped by the browser, and with it what was typed.
      return !isWrong ? <input {...common} type="date" value={value} /> : <input {...common} value={value} />;
    case 'url':
      return <input {...common} type="url" value={value} />;
    case 'email':
      return <input {...common} type="email" value={value} />;
  }
}

function Select(props: { common: { id: string; name: string }; value: string; options: [string, string][] }) {
  const { common, value, options } = props;
  return (
    <select {...common}>
      <option value="">{editTexts.none}</option>
      {options.map(([option, text]) => (
        <option value={option} selected={option === value}>
          {text}
        </option>
      ))}
    </select>
  );
}
