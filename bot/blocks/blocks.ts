import type { types } from '@slack/bolt';
import { cut, cutMrkdwn } from './cut.ts';

/** Slack's limits, by the place of a text. */
export const longestText = {
  section: 3000,
  header: 150,
  button: 75,
  buttonValue: 2000,
  option: 75,
  optionValue: 150,
  label: 2000,
  placeholder: 150,
  title: 24,
  metadata: 3000,
  input: 3000,
  accessibility: 75,
} as const;
export const mostBlocks = { message: 50, view: 100 } as const;
const mostButtons = 25;
const mostOptions = 100;

/** Slack refuses an empty text. */
const nothing = '–';

function plain(text: string, most: number): types.PlainTextElement {
  const words = text.replace(/\s+/g, ' ').trim();
  return { type: 'plain_text', text: words === '' ? nothing : cut(words, most), emoji: false };
}

/** A line in large type. */
export function header(text: string): types.HeaderBlock {
  return { type: 'header', text: plain(text, longestText.header) };
}

/** Text in mrkdwn, already escaped (`escapeMrkdwn`, `mrkdwnLink`). */
export function section(mrkdwn: string, accessory?: types.Button | types.Overflow): types.SectionBlock {
  return { type: 'section', text: markup(mrkdwn), ...(accessory && { accessory }) };
}

/** Small grey text in mrkdwn, already escaped. */
export function note(mrkdwn: string): types.ContextBlock {
  return { type: 'context', elements: [markup(mrkdwn)] };
}

function markup(mrkdwn: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text: mrkdwn.trim() === '' ? nothing : cutMrkdwn(mrkdwn, longestText.section) };
}

/** Rows with the head, and characters of a cell. Slack takes 100 rows, 20 cells in each and 10,000 characters in all, and one table a message. */
export const mostTable = { rows: 26, cells: 5, cell: 75 } as const;

/** Plain words, and where they lead. */
export interface TableCell {
  text: string;
  url?: string | undefined;
}

/** Rows of equal length, the first being the head. What goes beyond `mostTable` is left out. */
export function table(rows: readonly (readonly TableCell[])[]): types.TableBlock {
  return {
    type: 'table',
    column_settings: [{ is_wrapped: true }],
    rows: rows.slice(0, mostTable.rows).map((row) => row.slice(0, mostTable.cells).map(tableCell)),
  };
}

function tableCell({ text, url }: TableCell): types.TableBlock['rows'][number][number] {
  const words = plain(text, mostTable.cell).text;
  if (url === undefined || url.length > longestText.section) return { type: 'raw_text', text: words };
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text: words }] }],
  };
}

export const divider: types.DividerBlock = { type: 'divider' };

export interface ButtonSketch {
  /** What happens: the id that a listener listens to. */
  action: string;
  text: string;
  /** What it is about, such as an id. A longer one than Slack takes would be another one, so it is refused. */
  value?: string;
  /** Opens a page. */
  url?: string;
  style?: 'primary' | 'danger';
  /** What a screen reader says. Default: the text. */
  says?: string;
  confirm?: { title: string; text: string; yes: string; no: string };
}

/** @throws RangeError for a value that Slack would not take: values are ids, made by Kiki */
export function button({ action, text, value, url, style, says = text, confirm }: ButtonSketch): types.Button {
  if ((value?.length ?? 0) > longestText.buttonValue) throw new RangeError(`The value of a button is too long`);
  return {
    type: 'button',
    action_id: action,
    text: plain(text, longestText.button),
    accessibility_label: plain(says, longestText.accessibility).text,
    ...(value !== undefined && value !== '' && { value }),
    ...(url !== undefined && url.length <= 3000 && { url }),
    ...(style && { style }),
    ...(confirm && {
      confirm: {
        title: plain(confirm.title, 100),
        text: plain(confirm.text, 300),
        confirm: plain(confirm.yes, 30),
        deny: plain(confirm.no, 30),
      },
    }),
  };
}

/** A row of buttons. No row without one. */
export function buttons(sketches: readonly ButtonSketch[]): types.ActionsBlock[] {
  if (sketches.length === 0) return [];
  return [{ type: 'actions', elements: sketches.slice(0, mostButtons).map(button) }];
}

export interface ThumbSketch {
  text: string;
  /** What a screen reader says. */
  says: string;
  value: string;
}

/** Slack's own thumbs up and down below a message. @throws RangeError for a value that Slack would not take */
export function thumbs(action: string, up: ThumbSketch, down: ThumbSketch): types.ContextActionsBlock {
  const thumb = ({ text, says, value }: ThumbSketch) => {
    if (value.length > longestText.buttonValue) throw new RangeError(`The value of a button is too long`);
    return {
      text: plain(text, longestText.button),
      accessibility_label: plain(says, longestText.accessibility).text,
      value,
    };
  };
  return {
    type: 'context_actions',
    elements: [
      { type: 'feedback_buttons', action_id: action, positive_button: thumb(up), negative_button: thumb(down) },
    ],
  };
}

export interface Choice {
  /** An id of Kiki's own, at most 150 characters. */
  value: string;
  text: string;
}

function option({ value, text }: Choice): types.PlainTextOption {
  return { text: plain(text, longestText.option), value: value.slice(0, longestText.optionValue) };
}

interface FieldSketch {
  /** By which the value is found again. */
  id: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
}

function field({ id, label, hint, isOptional = false }: FieldSketch, element: types.InputBlock['element']) {
  return {
    type: 'input',
    block_id: id,
    label: plain(label, longestText.label),
    ...(hint !== undefined && { hint: plain(hint, longestText.label) }),
    optional: isOptional,
    element,
  } satisfies types.InputBlock;
}

/** Where something is written. @param value what stands there at first, shortened to what fits */
export function textField(
  sketch: FieldSketch & { value?: string; isLong?: boolean; longest?: number },
): types.InputBlock {
  const longest = Math.min(sketch.longest ?? longestText.input, longestText.input);
  const value = sketch.value ?? '';
  return field(sketch, {
    type: 'plain_text_input',
    action_id: valueId,
    multiline: sketch.isLong ?? false,
    max_length: longest,
    ...(value.trim() !== '' && { initial_value: cut(value, longest) }),
  });
}

/** One of a few. */
export function choiceField(sketch: FieldSketch & { choices: readonly Choice[]; chosen?: string }): types.InputBlock {
  const options = sketch.choices.slice(0, mostOptions).map(option);
  const initial = options.find(({ value }) => value === sketch.chosen);
  return field(sketch, {
    type: 'static_select',
    action_id: valueId,
    options,
    ...(initial && { initial_option: initial }),
  });
}

/** Any of a few, at most ten. */
export function checkField(
  sketch: FieldSketch & { choices: readonly Choice[]; checked: readonly string[] },
): types.InputBlock {
  const options = sketch.choices.slice(0, 10).map(option);
  const initial = options.filter(({ value }) => value !== undefined && sketch.checked.includes(value));
  return field(sketch, {
    type: 'checkboxes',
    action_id: valueId,
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  });
}

/** A channel of the workspace. */
export function channelField(sketch: FieldSketch & { chosen?: string }): types.InputBlock {
  return field(sketch, {
    type: 'conversations_select',
    action_id: valueId,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
    ...(sketch.chosen !== undefined && { initial_conversation: sketch.chosen }),
  });
}

/** The action id of every field: fields are told apart by their block. */
export const valueId = 'value';

export interface ModalSketch {
  /** What happens on submission: the id that a listener listens to. */
  id: string;
  title: string;
  submit?: string;
  close: string;
  blocks: readonly types.KnownBlock[];
  /** Of Kiki's own, at most 3,000 characters. Only whoever opened the modal gets it back, and Slack keeps it. */
  about?: string;
}

/** @throws RangeError when `about` is longer than Slack takes */
export function modal({ id, title, submit, close, blocks, about = '' }: ModalSketch): types.ModalView {
  if (about.length > longestText.metadata) throw new RangeError('What a modal is about is too long');
  return {
    type: 'modal',
    callback_id: id,
    title: plain(title, longestText.title),
    close: plain(close, longestText.title),
    ...(submit !== undefined && { submit: plain(submit, longestText.title) }),
    blocks: blocks.slice(0, mostBlocks.view),
    private_metadata: about,
  };
}

export function homeView(blocks: readonly types.KnownBlock[]): types.HomeView {
  return { type: 'home', blocks: blocks.slice(0, mostBlocks.view) };
}
