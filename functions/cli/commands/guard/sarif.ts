import {createHash} from 'node:crypto';
import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import {usualDocsUrl} from '../../../core/config/settings.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import type {Written} from '../../../core/planned/change.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {FoundDanger, FoundUnknown} from './judge.ts';
import type {Report} from './report.ts';
import {linesOf} from './show.ts';

/** What is known after apply, and belongs to no runbook. */
const unknownRule = 'known-after-apply';

/**
 * The report as SARIF 2.1.0, which code scanning of GitHub and others take:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(report: Report, runbooks: readonly Runbook[], speak: Speak): string {
  const say = (one: Phrase): string => oneLine(speak(one));
  const guarding = runbooks.filter(one => one.dangers !== undefined);
  const ids = [...guarding.map(one => one.manifest.id), unknownRule];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'mesh-responder',
            informationUri: 'https://github.com/mesh-responder/mesh-responder',
            rules: [
              ...guarding.map(({manifest: {id, title, isPrivate, page}}) => ({
                id,
                shortDescription: {text: title},
                helpUri: isPrivate === true ? page : `${usualDocsUrl}/runbooks/${id}.md`,
                defaultConfiguration: {level: 'error'},
              })),
              {
                id: unknownRule,
                shortDescription: {text: 'Known after apply'},
                helpUri: `${usualDocsUrl}/plan-guard.md`,
                defaultConfiguration: {level: 'warning'},
              },
            ],
          },
        },
        results: [
          ...report.dangers.map(one => dangerResult(one, report, ids, say)),
          ...report.unknown.map(one => unknownResult(one, report, ids, say)),
        ],
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function dangerResult(
  danger: FoundDanger,
  {file}: Report,
  ids: readonly string[],
  say: (one: Phrase) => string,
): object {
  const {address, runbook, written, accepted} = danger;
  const {id} = runbook.manifest;
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: 'error',
    message: messageOf(linesOf(danger, say).map(say).join('\n')),
    ...placed(id, address, written, file),
    ...(accepted?.over === false && {
      suppressions: [{kind: 'external', status: 'accepted', justification: accepted.by.reason}],
    }),
  };
}

function unknownResult(
  {address, why, written}: FoundUnknown,
  {file}: Report,
  ids: readonly string[],
  say: (one: Phrase) => string,
): object {
  return {
    ruleId: unknownRule,
    ruleIndex: ids.indexOf(unknownRule),
    level: 'warning',
    message: messageOf(`${address}: ${say(why)}`),
    ...placed(unknownRule, address, written, file),
  };
}

/** A plain text in which `[text](target)` would be a link (3.11.6); an address of a plan may hold one. */
function messageOf(text: string): {readonly text: string} {
  return {text: text.replaceAll('](', '] (')};
}

/** Where a result stands, and what it is known by when the plan is made again. */
function placed(rule: string, address: string, written: Written | undefined, file: string): object {
  const uri = written?.file ?? file;
  const mark = createHash('sha256')
    .update(JSON.stringify([rule, address]))
    .digest('hex');
  return {
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: uriOf(uri === '-' ? 'plan.json' : uri)},
          region: {startLine: written?.line ?? 1},
        },
        logicalLocations: [{fullyQualifiedName: address, kind: 'resource'}],
      },
    ],
    partialFingerprints: {'meshResponder/v1': mark},
  };
}

/** A path as a URI reference, relative where the path is. */
function uriOf(path: string): string {
  const parts = path.toWellFormed().replaceAll('\\', '/').split('/').map(encodeURIComponent);
  return path.startsWith('/') ? `file://${parts.join('/')}` : parts.join('/');
}
