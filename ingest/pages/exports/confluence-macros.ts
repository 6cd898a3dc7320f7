/** What Confluence calls its coloured boxes. */
const boxes: Readonly<Record<string, string>> = {
  'confluence-information-macro-information': 'Info',
  'confluence-information-macro-tip': 'Tip',
  'confluence-information-macro-note': 'Note',
  'confluence-information-macro-warning': 'Warning',
};

/** What is on an exported page and is not its text: lists of its own headings, icons, pictures of files, the frame of a broken page. */
const decoration = [
  ...[
    '.toc-macro',
    '.plugin-pagetree',
    '.expand-control-icon',
    '.aui-icon',
    '.confluence-information-macro-icon',
    'style',
    'script',
  ],
  ...[
    '#footer',
    '#breadcrumb-section',
    '#main-header',
    '.page-metadata',
    '.pageSection.group',
    'img[src^="images/icons"]',
    'img[src^="data:"]',
  ],
];

/** Elements that match. Not all lists of this parser can be iterated, and its `querySelector` may give undefined. */
export function all(root: Element, selector: string): Element[] {
  return Array.from(root.querySelectorAll(selector));
}

/** Turns what Confluence's macros leave in an exported page into plain HTML, in place. */
export function plainMacros(main: Element): void {
  const create = (name: string, text = '') => {
    const element = main.ownerDocument.createElement(name);
    element.textContent = text;
    return element;
  };
  for (const image of all(main, 'img.emoticon, img.emoji')) {
    const sign = image.getAttribute('data-emoji-fallback') ?? image.getAttribute('alt') ?? '';
    image.parentNode?.replaceChild(main.ownerDocument.createTextNode(sign), image);
  }
  for (const element of all(main, decoration.join(', '))) element.remove();
  for (const code of all(main, 'pre')) {
    if (code.firstElementChild?.nodeName === 'CODE') continue;
    const inner = create('code', code.textContent);
    const language = /brush:\s*([\w+#-]+)/.exec(code.getAttribute('data-syntaxhighlighter-params') ?? '')?.[1];
    if (language !== undefined) inner.className = `language-${language}`;
    code.textContent = '';
    code.appendChild(inner);
  }
  for (const title of all(
    main,
    '.expand-control-text, .panelHeader, .codeHeader, .confluence-information-macro > .title',
  )) {
    const line = create('p');
    line.appendChild(create('strong', title.textContent.trim()));
    // The head of what is expanded is a button of its own; the line takes its place.
    const place = title.closest('.expand-control') ?? title;
    place.parentNode?.replaceChild(line, place);
  }
  for (const box of all(main, '.confluence-information-macro')) {
    const kind = Object.keys(boxes).find((name) => box.classList.contains(name));
    const quote = create('blockquote');
    if (kind !== undefined) {
      const label = create('p');
      label.appendChild(create('strong', boxes[kind]));
      quote.appendChild(label);
    }
    while (box.firstChild !== null) quote.appendChild(box.firstChild);
    box.parentNode?.replaceChild(quote, box);
  }
  for (const task of all(main, 'ul.inline-task-list > li')) {
    const mark = create('input');
    mark.setAttribute('type', 'checkbox');
    if (task.classList.contains('checked')) mark.setAttribute('checked', 'checked');
    task.insertBefore(mark, task.firstChild);
  }
}
