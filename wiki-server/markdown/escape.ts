/** Text as it stands in HTML, in content and in attributes. For what is not rendered by Preact, which does it by itself. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
