/** Names of a language in the classes of an element, as the generators of sites write them: `language-sh`, `highlight-bash`. */
const languageClass = /(?:^|\s)(?:language|lang|highlight(?:-source)?)-([\w+#.-]+)/;

/**
 * Makes each `<pre>` hold one `<code>` and nothing else, in place, so that all of them become blocks of code in Markdown, whatever a generator of
 * sites puts into them. Those in cells stay: a table has no blocks.
 */
export function wrapCode(element: Element): void {
  for (const block of Array.from(element.querySelectorAll('pre'))) {
    if (block.firstChild?.nodeName === 'CODE' && block.childNodes.length === 1) continue;
    if (block.closest('td, th') !== null) continue;
    for (const lineEnd of Array.from(block.querySelectorAll('br')))
      lineEnd.parentNode?.replaceChild(block.ownerDocument.createTextNode('\n'), lineEnd);
    const code = block.ownerDocument.createElement('code');
    const language = languageOf(block);
    if (language !== undefined) code.className = `language-${language}`;
    code.textContent = block.textContent;
    block.textContent = '';
    block.appendChild(code);
  }
}

/** As the block, the code in it or one of the two elements around it tells. */
function languageOf(block: Element): string | undefined {
  const around = [block.querySelector('code'), block, block.parentElement, block.parentElement?.parentElement];
  const told = around.flatMap((each) => languageClass.exec(each?.getAttribute('class') ?? '')?.[1] ?? []);
  return told.find((name) => !/^(?:default|none|text|plaintext)$/.test(name));
}
