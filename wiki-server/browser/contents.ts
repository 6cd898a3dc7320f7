/** Marks in the list of contents which section is being read. */
export function followContents(list: HTMLElement): void {
  const linkOf = new Map<Element, HTMLAnchorElement>();
  for (const link of list.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) linkOf.set(section, link);
  }
  const visible = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      const current = [...linkOf.keys()].find((section) => visible.has(section));
      for (const [section, link] of linkOf) {
        if (section === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-64px 0px -60% 0px' },
  );
  for (const section of linkOf.keys()) observer.observe(section);
}
