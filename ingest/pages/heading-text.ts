/** Headings keep their words and lose their marks: `Step 1 {#one}` and `**Setup**` are "Step 1" and "Setup". What is code is text: `` `<name>` ``. */
export function headingText(text: string): string {
  const code: string[] = [];
  return text
    .replace(/\{[#.:][^}]*\}\s*$/, '')
    .replace(/\ue000/g, '')
    .replace(/(`+)(.+?)\1/g, (_span, _marks, inner: string) => {
      code.push(inner.replace(/`/g, '').trim());
      return '\ue000';
    })
    .replace(/<[^>]+>/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .replace(/\ue000/g, () => code.shift() ?? '')
    .trim();
}
