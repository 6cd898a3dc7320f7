/** Puts a text in place of part of a field, as if it was typed: the browser can undo it, and whoever listens hears of it. */
export function typeInto(area: HTMLTextAreaElement, text: string, start: number, end: number): void {
  area.focus();
  area.setSelectionRange(start, end);
  // There is no other way to write into a field that its undo knows of; every browser has it, and one without it gets the text too.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, start, end, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
