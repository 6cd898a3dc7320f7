/** Headings keep their words and lose their marks: `Step 1 {#one}` and `**Setup**` are "Step 1" and "Setup". */
export function headingText(text: string): string {
  return text
    .replace(/\{[#.:][^}]*\}\s*$/, '')
    .replace(/<[^>]+>/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .trim();
}
