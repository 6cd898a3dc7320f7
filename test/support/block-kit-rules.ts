import type { types } from '@slack/bolt';

/**
 * Slack's rules for blocks, as far as Kiki uses them: written apart from what builds them, so that a property can compare the two.
 * Whatever is not listed is refused.
 */

type Problem = string | undefined;
type Fields = Record<string, unknown>;

/** Why Slack would refuse the blocks of a message: its error. */
export function refuseBlocks(blocks: readonly types.KnownBlock[], most = 50): Problem {
  if (blocks.length > most) return 'invalid_blocks';
  const markdown = blocks.map((block) => (block.type === 'markdown' ? block.text : ''));
  if (markdown.some((text) => text.length > 12_000)) return 'msg_too_long';
  if (blocks.some((block) => problemOf(block as unknown as Fields) !== undefined)) return 'invalid_blocks';
  if (blocks.filter(({ type }) => type === 'table').length > 1) return 'only_one_table_allowed';
  const texts = blocks.map((block) =>
    block.type === 'markdown' || block.type === 'context' || block.type === 'table' ? lengthOf(block) : 0,
  );
  return texts.reduce((sum, length) => sum + length, 0) > 13_200 ? 'msg_blocks_too_long' : undefined;
}

/** Why Slack would refuse a modal or a Home tab, in words for the test's reader. */
export function refuseView(view: types.ModalView | types.HomeView): Problem {
  if (view.blocks.length > 100) return 'more than 100 blocks';
  for (const block of view.blocks) {
    const problem = problemOf(block as unknown as Fields);
    if (problem !== undefined) return `${block.type}: ${problem}`;
  }
  const ids = view.blocks.flatMap((block) => block.block_id ?? []);
  if (new Set(ids).size !== ids.length) return 'a block id twice';
  if ((view.private_metadata ?? '').length > 3000) return 'private_metadata';
  if (view.type === 'home') return undefined;
  const hasInput = view.blocks.some(({ type }) => type === 'input');
  if (hasInput && view.submit === undefined) return 'an input without submit';
  return (
    plain(view.title, 24) ??
    (view.submit && plain(view.submit, 24)) ??
    (view.close && plain(view.close, 24)) ??
    undefined
  );
}

function lengthOf(block: types.MarkdownBlock | types.ContextBlock | types.TableBlock): number {
  if (block.type === 'table') return JSON.stringify(block).length;
  if (block.type === 'markdown') return block.text.length;
  return block.elements.reduce((sum, element) => sum + ('text' in element ? element.text.length : 0), 0);
}

function problemOf(block: Fields): Problem {
  switch (block.type) {
    case 'markdown':
      return text(block.text, 12_000);
    case 'context':
      return list(block.elements, 1, 10) ?? first(block.elements, (each) => words(each, 3000));
    case 'header':
      return plain(block.text, 150);
    case 'divider':
      return undefined;
    case 'table':
      return tableProblem(block.rows as Fields[][]);
    case 'section':
      return words(block.text, 3000) ?? (block.accessory === undefined ? undefined : element(block.accessory));
    case 'actions':
      return list(block.elements, 1, 25) ?? first(block.elements, element) ?? twice(block.elements);
    case 'context_actions':
      return list(block.elements, 1, 5) ?? first(block.elements, thumbsProblem);
    case 'input':
      return (
        plain(block.label, 2000) ??
        (block.hint === undefined ? undefined : plain(block.hint, 2000)) ??
        element(block.element)
      );
    default:
      return `unknown block ${String(block.type)}`;
  }
}

function thumbsProblem(raw: unknown): Problem {
  const { type, action_id: id, positive_button: up, negative_button: down } = raw as Fields;
  if (type !== 'feedback_buttons') return `unknown element ${String(type)}`;
  return (
    text(id, 255) ??
    first([up, down], (each) => {
      const button = each as Fields;
      return (
        plain(button.text, 75) ??
        text(button.value, 2000) ??
        optional(button.accessibility_label, (label) => text(label, 75))
      );
    })
  );
}

function tableProblem(rows: Fields[][]): Problem {
  const cells = rows.flat();
  const texts = cells.map((cell) => (cell.type === 'raw_text' ? cell.text : linkIn(cell)?.text));
  const [head] = rows;
  return (
    list(rows, 1, 100) ??
    first(rows, (row) => list(row, 1, 20) ?? (rowsAreEqual(head, row) ? undefined : 'rows of unequal length')) ??
    first(texts, (each) => text(each, 10_000)) ??
    first(cells, (cell) =>
      (cell as Fields).type === 'raw_text' ? undefined : text(linkIn(cell as Fields)?.url, 3000),
    ) ??
    (texts.join('').length > 10_000 ? 'a table of more than 10,000 characters' : undefined)
  );
}

function rowsAreEqual(head: Fields[] | undefined, row: unknown): boolean {
  return (row as Fields[]).length === head?.length;
}

/** The link that is all of a cell of rich text. */
function linkIn(cell: Fields): Fields | undefined {
  const [part] = (cell.elements ?? []) as { elements?: Fields[] }[];
  const [link] = part?.elements ?? [];
  return cell.type === 'rich_text' && link?.type === 'link' ? link : undefined;
}

function element(raw: unknown): Problem {
  const part = raw as Fields;
  const named = part.action_id === undefined ? 'no action_id' : text(part.action_id, 255);
  if (named !== undefined) return named;
  switch (part.type) {
    case 'button':
      return (
        plain(part.text, 75) ??
        optional(part.value, (value) => text(value, 2000)) ??
        optional(part.url, (url) => text(url, 3000)) ??
        optional(part.accessibility_label, (label) => text(label, 75)) ??
        optional(part.confirm, confirmation)
      );
    case 'plain_text_input':
      return (
        optional(part.initial_value, (value) => text(value, Number(part.max_length ?? 3000))) ??
        (Number(part.max_length ?? 1) <= 3000 ? undefined : 'max_length')
      );
    case 'static_select':
      return list(part.options, 1, 100) ?? first(part.options, option) ?? initial(part.initial_option, part.options);
    case 'overflow':
      return list(part.options, 1, 5) ?? first(part.options, option);
    case 'checkboxes':
    case 'radio_buttons':
      return (
        list(part.options, 1, 10) ??
        first(part.options, option) ??
        optional(
          part.initial_options,
          (options) => list(options, 1, 10) ?? first(options, (each) => initial(each, part.options)),
        )
      );
    case 'conversations_select':
      return undefined;
    default:
      return `unknown element ${String(part.type)}`;
  }
}

function confirmation(raw: unknown): Problem {
  const { title, text: said, confirm, deny } = raw as Fields;
  return plain(title, 100) ?? words(said, 300) ?? plain(confirm, 30) ?? plain(deny, 30);
}

function option(raw: unknown): Problem {
  const { text: said, value } = raw as Fields;
  return plain(said, 75) ?? text(value, 150);
}

function initial(chosen: unknown, options: unknown): Problem {
  if (chosen === undefined) return undefined;
  const known = (options as unknown[]).map((each) => JSON.stringify(each));
  return known.includes(JSON.stringify(chosen)) ? undefined : 'an initial option that is none';
}

function plain(raw: unknown, most: number): Problem {
  return (raw as Fields | undefined)?.type === 'plain_text' ? words(raw, most) : 'no plain text';
}

function words(raw: unknown, most: number): Problem {
  const { type, text: said } = (raw ?? {}) as Fields;
  if (type !== 'plain_text' && type !== 'mrkdwn') return 'no text';
  return text(said, most);
}

function text(raw: unknown, most: number): Problem {
  if (typeof raw !== 'string' || raw.trim() === '') return 'an empty text';
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(raw)) return 'half of a character';
  return raw.length > most ? `a text of ${raw.length} characters, and ${most} are allowed` : undefined;
}

function list(raw: unknown, fewest: number, most: number): Problem {
  const length = Array.isArray(raw) ? raw.length : -1;
  return length < fewest || length > most ? `a list of ${length}` : undefined;
}

function first(raw: unknown, check: (part: unknown) => Problem): Problem {
  return (raw as unknown[]).map(check).find((problem) => problem !== undefined);
}

function twice(raw: unknown): Problem {
  const ids = (raw as Fields[]).map(({ action_id: id }) => id);
  return new Set(ids).size === ids.length ? undefined : 'an action id twice in a block';
}

function optional(raw: unknown, check: (part: unknown) => Problem): Problem {
  return raw === undefined ? undefined : check(raw);
}
