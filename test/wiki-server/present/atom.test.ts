import { expect, test } from '@jest/globals';
import { atomDocument, escapeXml, type FeedEntry } from '../../../wiki-server/present/atom.ts';

const entry: FeedEntry = {
  id: 'https://kiki.example.com/wiki/term:a/history#revision-2',
  title: 'A <b> & "c"',
  link: 'https://kiki.example.com/wiki/term:a/history#revision-2',
  at: '2026-11-20T08:00:00Z',
  author: 'import of hr',
  summary: 'Title',
  html: '<p>A &lt;b&gt;</p>',
};
const feed = { title: 'Recent', self: 'https://kiki.example.com/recent.atom', page: 'https://kiki.example.com/recent' };
const document = (entries: FeedEntry[]) => atomDocument({ ...feed, author: 'Fjordlink', entries });

test('a feed has what Atom asks for, with every text escaped', () => {
  expect(document([entry])).toBe(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>https://kiki.example.com/recent.atom</id>
<title>Recent</title>
<updated>2026-11-20T08:00:00.000Z</updated>
<author><name>Fjordlink</name></author>
<link rel="self" type="application/atom+xml" href="https://kiki.example.com/recent.atom"/>
<link rel="alternate" type="text/html" href="https://kiki.example.com/recent"/>
<entry>
<id>https://kiki.example.com/wiki/term:a/history#revision-2</id>
<title>A &lt;b&gt; &amp; &quot;c&quot;</title>
<updated>2026-11-20T08:00:00.000Z</updated>
<author><name>import of hr</name></author>
<link rel="alternate" type="text/html" href="https://kiki.example.com/wiki/term:a/history#revision-2"/>
<summary>Title</summary>
<content type="html">&lt;p&gt;A &amp;lt;b&amp;gt;&lt;/p&gt;</content>
</entry>
</feed>
`);
});

test('is as new as its newest entry, and the same each time without any', () => {
  const older = { ...entry, at: '2026-11-19T08:00:00Z' };
  expect(document([older, entry])).toContain('<link rel="self"');
  expect(/<updated>([^<]*)/.exec(document([older, entry]))?.[1]).toBe('2026-11-20T08:00:00.000Z');
  expect(document([])).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  expect(document([{ ...entry, at: '2026-11-20' }])).toContain('<updated>2026-11-20T00:00:00.000Z</updated>');
});

test('what XML allows nowhere is left out', () => {
  expect(escapeXml('a\u0000\u0008\u000b\u001b\ufffe\uffffb\ud800c\udc00')).toBe('abc');
  expect(escapeXml('a\t\n\r é 船 😀 ]]>')).toBe('a\t\n\r é 船 😀 ]]&gt;');
});
