/** Escape hides what is shown beside a reference, until the pointer or the focus goes to another one. */
export function closeTips(): void {
  const { classList } = document.documentElement;
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') classList.add('no-tips');
  });
  for (const event of ['pointerover', 'focusin'])
    document.addEventListener(event, ({ target }) => {
      if (target instanceof Element && target.closest('sup.ref') !== null) classList.remove('no-tips');
    });
}
