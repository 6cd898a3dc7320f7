import type { ComponentChildren } from 'preact';
import type { AddedRelation, EditForm, FormField } from '../present/edit-form.ts';
import { editTexts, suggestionTexts } from '../texts.ts';
import { FieldControl, guarded } from './field-control.tsx';
import { Html } from './small.tsx';

export interface EditFormProps {
  form: EditForm;
  action: string;
  /** Nothing was sent yet, so that an unsaved draft is offered. */
  isFresh: boolean;
  /** What is asked in the last field, and what was typed there. */
  noteLabel: string;
  note?: string | undefined;
  /** Unpinning is for who decides. */
  mayUnpin: boolean;
  /** The text as it will look, where that was asked for. */
  preview?: string | undefined;
  /** Hidden fields. */
  hidden?: Readonly<Record<string, string>>;
  /** The buttons. */
  children: ComponentChildren;
}

/** The form of an entity, made from the fields and relations of its kind. */
export function EditFormView(props: EditFormProps) {
  const { form, action, isFresh, noteLabel, note, mayUnpin, preview, hidden = {}, children } = props;
  return (
    <form method="post" action={action} class="editor" data-editor data-fresh={isFresh ? '' : undefined} noValidate>
      <input type="hidden" name="revision" value={String(form.revision)} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <fieldset>
        <legend>{editTexts.fields}</legend>
        {form.fields.map((field) => (
          <Field field={field} mayUnpin={mayUnpin} />
        ))}
      </fieldset>
      <Text form={form} preview={preview} />
      <Relations form={form} />
      <div class="field">
        <label for="reason">{noteLabel}</label>
        <textarea id="reason" name="reason" rows={2} maxLength={1000}>
          {note ?? ''}
        </textarea>
      </div>
      <div class="submit">
        {children}
        <button type="submit" name="do" value="preview" class="other">
          {editTexts.preview}
        </button>
      </div>
    </form>
  );
}

function Field({ field, mayUnpin }: { field: FormField; mayUnpin: boolean }) {
  const { spec, base, pinned, says, problem, conflict, isSuggested } = field;
  const id = `field-${spec.name}`;
  return (
    <div class="field">
      <label for={id}>
        {spec.label} {isSuggested === true && <span class="chip good">{suggestionTexts.suggested}</span>}
      </label>
      <FieldControl
        spec={spec}
        value={field.value}
        name={`field.${spec.name}`}
        id={id}
        isWrong={problem !== undefined}
      />
      <small id={`${id}-help`}>
        {problem !== undefined && (
          <b class="wrong">
            {spec.label}: {problem}{' '}
          </b>
        )}
        {spec.description}
        {(spec.type === 'list' && ` ${editTexts.listHelp}`) || ''}
      </small>
      {conflict !== undefined && (
        <div class="note">
          <span class="line">{editTexts.wasBefore(conflict.base || editTexts.empty)}</span>
          <span class="line">{editTexts.isTheirs(conflict.theirs || editTexts.empty)}</span>
        </div>
      )}
      {pinned === undefined
        ? says.slice(0, 3).map(({ source, value }) => <small>{editTexts.says(source, value)}</small>)
        : [
            <small>{editTexts.pinned(pinned.by, pinned.day)}</small>,
            ...says.slice(0, 3).map(({ source, value }) => <small>{editTexts.saysNow(source, value)}</small>),
          ]}
      {pinned !== undefined && mayUnpin && (spec.name !== 'name' || says.length > 0) && (
        <label class="mark">
          <input type="checkbox" name="unpin" value={spec.name} /> {editTexts.unpin(spec.label)}
        </label>
      )}
      <textarea name={`was.${spec.name}`} hidden aria-hidden="true" tabIndex={-1}>
        {guarded(base)}
      </textarea>
    </div>
  );
}

function Text({ form: { body, isBodyPinned, sourceTexts }, preview }: { form: EditForm; preview: string | undefined }) {
  const problem = body.problem ?? (body.isConflict === true ? editTexts.bodyConflict : undefined);
  return (
    <fieldset>
      <legend>
        {editTexts.body} {body.isSuggested === true && <span class="chip good">{suggestionTexts.suggested}</span>}
      </legend>
      <small id="body-help">
        {problem !== undefined && <b class="wrong">{`${editTexts.body}: ${problem} `}</b>}
        {isBodyPinned
          ? editTexts.bodyPinned
          : sourceTexts.length > 0
            ? editTexts.bodySourced(sourceTexts.map(({ source }) => source).join(', '))
            : ''}{' '}
        {editTexts.bodyHelp}
      </small>
      <textarea
        class="text"
        name="body"
        id="body"
        aria-label={editTexts.body}
        aria-describedby="body-help"
        aria-invalid={problem === undefined ? undefined : 'true'}
      >
        {guarded(body.value)}
      </textarea>
      <textarea name="was-body" hidden aria-hidden="true" tabIndex={-1}>
        {guarded(body.base)}
      </textarea>
      {preview !== undefined && (
        <section class="preview" aria-label={editTexts.previewTitle}>
          <Html html={preview} class="prose" />
        </section>
      )}
      {isBodyPinned &&
        sourceTexts.map(({ source, text }) => (
          <details>
            <summary>{editTexts.bodyNow(source)}</summary>
            <pre>{text}</pre>
          </details>
        ))}
    </fieldset>
  );
}

function Relations({ form: { groups, further, choices, added } }: { form: EditForm }) {
  return (
    <fieldset>
      <legend>{editTexts.relations}</legend>
      {groups.map(({ heading, relations }) => (
        <div>
          <b>{heading}</b>
          <ul>
            {relations.map(({ token, name, role, isPinned, isOut }) => (
              <li>
                <label class="mark">
                  <input type="checkbox" name={isPinned ? 'unpin-relation' : 'remove'} value={token} checked={isOut} />{' '}
                  {isPinned ? editTexts.unpinRelation(name) : editTexts.remove(name)}
                  {role !== '' && ` (${role})`} {isPinned && <span class="chip">{editTexts.addedInKiki}</span>}
                </label>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {further > 0 && <p class="rule">{editTexts.moreRelations(further)}</p>}
      {added.map((line, index) => (
        <Added line={line} index={index} choices={choices} />
      ))}
    </fieldset>
  );
}

function Added({ line, index, choices }: { line: AddedRelation; index: number; choices: EditForm['choices'] }) {
  const id = `add-${index}`;
  return (
    <div>
      <div class="added" role="group" aria-label={`${editTexts.addRelation} ${index + 1}`}>
        <label>
          {editTexts.relation}
          <select name={`add-relation.${index}`}>
            <option value="">{editTexts.none}</option>
            {choices.map(({ token, text }) => (
              <option value={token} selected={token === line.relation}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label for={id}>
          {editTexts.other}
          <input
            id={id}
            name={`add-other.${index}`}
            value={line.other}
            maxLength={600}
            data-names
            autocomplete="off"
            aria-describedby={line.problem === undefined ? undefined : `${id}-problem`}
            aria-invalid={line.problem === undefined ? undefined : 'true'}
          />
        </label>
        <label>
          {editTexts.role}
          <input name={`add-role.${index}`} value={line.role} maxLength={200} />
        </label>
      </div>
      {line.problem !== undefined && (
        <small id={`${id}-problem`}>
          <b class="wrong">{line.problem}</b>
        </small>
      )}
    </div>
  );
}
