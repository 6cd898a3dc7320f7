/**
 * Takes the tags of page generators out of a Markdown text: `{{% alert %}}`, `{{< name >}}`, `{{ page.title }}`, `{% endif %}`.
 * What stands between two tags stays, and what a tag names by itself, such as `{% channel "help" %}`; what only sets an option goes.
 */
export function withoutTemplateTags(markdown: string): string {
  return markdown
    .replace(/\{\{[<%](?:(?!\}\})[\s\S]){0,500}\}\}/g, '')
    .replace(/\{%[^"'%{}=]{0,100}=[^%{}]{0,400}%\}/g, '')
    .replace(/\{%[^"'%{}]{0,100}(?:"([^"%]{0,300})"|'([^'%]{0,300})')?[^%{}]{0,300}%\}/g, '$1$2')
    .replace(/\{\{[^{}]{0,300}\}\}/g, '');
}
