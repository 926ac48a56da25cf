import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './child.ts';

/** The pages whose commands people copy, and which link to each other; paths from the root. */
export function pagesOfDocs(): readonly string[] {
  const places = ['*.md', 'docs/**/*.md', 'infra/README.md', 'infra/{examples,modules}/**/*.md'];
  return globSync(places, {cwd: root}).sort();
}

/** A page's text. */
export function pageText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A fenced block of a page. */
export interface Block {
  /** The word behind the fence: `sh`, `yaml`; empty where there is none. */
  readonly language: string;
  /** What follows that word: `output` of the block before, for one. */
  readonly more: string;
  /** Its lines without the indentation of the fence, each with its end. */
  readonly text: string;
}

/** The fenced blocks of a page, in their order. https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function blocksOf(page: string): readonly Block[] {
  const fences = /^( *)(`{3,}|~{3,})(.*)\n([\s\S]*?)^ *\2[`~]* *$/gm;
  return Array.from(page.matchAll(fences), ([, indent = '', , info = '', body = '']) => ({
    language: info.trim().split(/\s/)[0] ?? '',
    more: info.trim().replace(/^\S+\s*/, ''),
    text: body.replaceAll(new RegExp(`^ {0,${indent.length}}`, 'gm'), ''),
  }));
}

/** A page without its fenced blocks, whose text is no prose. */
export function proseOf(page: string): string {
  return page.replaceAll(/^( *)(`{3,}|~{3,}).*\n[\s\S]*?^ *\2[`~]* *$/gm, '');
}

/** Whether people paste a block into a shell. */
export function isShell({language}: Block): boolean {
  return ['sh', 'bash', 'shell', 'console'].includes(language);
}

/** The commands of the shell's blocks, byte for byte: a line that ends in a backslash goes on. */
export function commandsOf(page: string): readonly string[] {
  return blocksOf(page)
    .filter(isShell)
    .flatMap(one => one.text.split(/(?<!\\)\n/))
    .filter(line => line.trim() !== '' && !line.startsWith('#'));
}

/** A command in one line, without the comment behind it. */
export function inOneLine(command: string): string {
  return command.replaceAll(/ *\\\n */g, ' ').replace(/ {2,}# .*$/, '');
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(page: string): readonly string[] {
  const seen = new Map<string, number>();
  return Array.from(proseOf(page).matchAll(/^#{1,6} +(.+?) *#*$/gm), ([, heading = '']) => {
    const slug = slugOf(heading);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** https://github.com/gjtorikian/html-pipeline: lower case, no punctuation, a hyphen for each space. */
function slugOf(heading: string): string {
  const shown = heading.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
  return shown
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Where the links and pictures of a page lead, as they are written. */
export function linksOf(page: string): readonly string[] {
  const prose = proseOf(page).replaceAll(/`[^`\n]*`/g, '');
  const inline = Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, to]) => to);
  const defined = Array.from(prose.matchAll(/^\[[^\]]+\]: +(\S+)$/gm), ([, to]) => to);
  // Without a mark of its own a URL ends before the punctuation of its sentence.
  const bare = Array.from(prose.matchAll(/(?<!\]\(|\]: |src=")https?:[^\s<>()]+/g), ([to]) =>
    to.replace(/[.,;:]+$/, ''),
  );
  const html = Array.from(prose.matchAll(/<img src="([^"]+)"/g), ([, to]) => to);
  return [...inline, ...defined, ...bare, ...html].flatMap(one => one ?? []);
}
