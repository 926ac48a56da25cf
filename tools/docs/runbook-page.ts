import {actions} from '../../functions/actions/index.ts';
import type {Texts} from '../../functions/core/texts/define-texts.ts';
import type {RunbookManifest} from '../../functions/core/contract/runbook.ts';
import {type Words, words} from './page-words.ts';
import {type Language, languages, type Page} from './page.ts';
import {tableOf} from './table.ts';

/** A runbook as far as its page goes. */
export interface Subject {
  readonly manifest: RunbookManifest;
  readonly texts: Texts;
  readonly page: Page;
}

/** The page of one runbook in one language, in Markdown. */
export function pageOf(subject: Subject, all: readonly Subject[], language: Language): string {
  const {manifest, page} = subject;
  const own = page[language];
  const say = words[language];
  const section = (heading: string, lines: readonly string[]): readonly string[] => [
    `## ${heading}`,
    ...(lines.length === 0 ? [say.nothing] : [lines.map(line => `- ${line}`).join('\n')]),
  ];
  return [
    `<!-- npm run docs writes this page from functions/runbooks/${manifest.id}/ -->`,
    `# ${titleOf(subject, language)}`,
    `\`${manifest.id}\` · ${otherOf(manifest.id, language)} · [${say.all}](README.md)`,
    ...own.about,
    [
      `- ${say.inChat}: “${headlineOf(subject, language)}”`,
      `- ${say.follows}: <${manifest.page}>`,
    ].join('\n'),
    ...section(say.signs, own.signs),
    ...section(say.checks, own.checks),
    ...section(say.does, own.does),
    ...section(say.asks, own.asks),
    ...section(say.never, own.never),
    ...(own.plans === undefined ? [] : section(say.plans, own.plans)),
    `## ${say.causes}`,
    ...causesOf(subject, all, language),
    `## ${say.permissions}`,
    ...permissionsOf(manifest, say),
    `## ${say.filter}`,
    manifest.filter === undefined ? say.noFilter : code('', manifest.filter),
    `## ${say.byHand}`,
    page.byHand.map(step => numbered(step[language], step.run)).join('\n\n'),
    '',
  ].join('\n\n');
}

/** The name of a page's file. */
export function fileOf(id: string, language: Language): string {
  return language === 'en' ? `${id}.md` : `${id}.${language}.md`;
}

/** A runbook's title; English is runbook.json's unless the page has its own. */
export function titleOf({manifest, page}: Subject, language: Language): string {
  return page[language].title ?? manifest.title;
}

/** A link to a runbook's page. */
export function linkTo(subject: Subject, language: Language): string {
  return `[${titleOf(subject, language)}](${fileOf(subject.manifest.id, language)})`;
}

function otherOf(id: string, language: Language): string {
  const others = languages.filter(one => one !== language);
  return others.map(one => `[${words[language].other}](${fileOf(id, one)})`).join(' · ');
}

/** The headline of its message, with names in capitals in the place of what differs. */
function headlineOf({manifest, texts}: Subject, language: Language): string {
  const text = texts[`headline.${manifest.id}`]?.[language] ?? '';
  return text.replace(/\{([a-z]+)[^}]*\}/gi, (_, name: string) => name.toUpperCase());
}

function causesOf(
  {manifest}: Subject,
  all: readonly Subject[],
  language: Language,
): readonly string[] {
  const say = words[language];
  const causes = manifest.causes.flatMap(id => all.filter(one => one.manifest.id === id));
  const symptoms = all.filter(one => one.manifest.causes.includes(manifest.id));
  const links = (heading: string, found: readonly Subject[]): readonly string[] =>
    found.length === 0
      ? []
      : [`${heading}:`, found.map(one => `- ${linkTo(one, language)}`).join('\n')];
  const both = [...links(say.explainedBy, causes), ...links(say.explains, symptoms)];
  return both.length === 0 ? [say.alone] : both;
}

function permissionsOf(manifest: RunbookManifest, say: Words): readonly string[] {
  const check = `${say.toCheck}: ${names(manifest.permissions)}`;
  const rows = actions
    .filter(one => manifest.actions.includes(one.manifest.id))
    .map(({manifest: {id, risk, permissions}}) => [`\`${id}\``, say[risk], names(permissions)]);
  if (rows.length === 0) return [check, say.noRepair];
  const head = [say.action, say.risk, say.needs];
  return [check, `${say.toRepair}:`, tableOf([head, ...rows])];
}

function names(all: readonly string[]): string {
  return all.map(one => `\`${one}\``).join(', ');
}

/** A step with its command below it; Markdown counts the steps. */
function numbered(what: string, run: string): string {
  const command = code('sh', run).replaceAll('\n', '\n   ');
  return `1. ${what}\n\n   ${command}`;
}

function code(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
