import type { FieldSpec } from '../../schema/kinds.ts';

/** A link or picture with words; its target is an address or a path. No expression looks ahead without a limit. */
const link =
  /!?\[([^[\]]{1,500})\]\(((?=[^()\s]{0,500}[./#:])(?:[^()\s]|\([^()\s]{0,200}\)){1,2000})(?:\s"[^"]{0,300}")?\)/g;
const struck = /~~(?=\S)[^~\n]{1,1000}~~/g;
const bold = /(^|[\s(,;"'])\*\*(?=[\p{L}\p{N}])([^*\n]{1,500})\*\*(?![\w/*])/gu;

/**
 * A value as the field that it is for reads it. Fields are text and no Markdown: links are their words, and what is struck out is not said any
 * more. Of a link that is the value of a link field, the address. A value that is nothing but several addresses stays as it is, as they are what it says.
 */
export function asFieldReads(raw: unknown, { type }: Pick<FieldSpec, 'type'>): unknown {
  if (Array.isArray(raw)) return raw.map((item) => asFieldReads(item, { type }));
  if (typeof raw !== 'string') return raw;
  switch (type) {
    case 'text':
    case 'list':
    case 'choice':
      return readAsText(raw);
    case 'url':
      return addressOf(raw) ?? raw;
    default:
      return raw;
  }
}

/** A text without the marks of Markdown that no field has a use for. */
export function readAsText(text: string): string {
  if (!/[\]~*]/.test(text) || isListOfAddresses(text)) return text;
  const standing = text.replace(struck, '');
  const words = standing.replace(link, '$1').replace(bold, '$1$2');
  if (words === text) return text;
  const tidy = words
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ +(?=[,.;:!?)])/g, '')
    .replace(/([,;])(?:\s*[,;])+/g, '$1')
    .trim();
  return standing === text ? tidy : tidy.replace(/^[,;:]\s*|\s*[,;:]$/g, '');
}

function isListOfAddresses(text: string): boolean {
  const links = [...text.matchAll(link)];
  return (
    links.length > 1 &&
    links.every(([, , target = '']) => isAddress(target)) &&
    !/[\p{L}\p{N}]/u.test(text.replace(link, ''))
  );
}

function addressOf(text: string): string | undefined {
  const [found, ...more] = text.trim().matchAll(link);
  const target = found?.[2];
  return target !== undefined && more.length === 0 && found?.[0] === text.trim() && isAddress(target)
    ? target
    : undefined;
}

function isAddress(target: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(target);
}
