import {isWithin} from '../../../core/config/project-scope.ts';
import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';
import {groupKind, sameEmail} from '../../../core/config/people.ts';
import type {Words} from '../../../core/texts/words.ts';
import type {ConfigFault} from '../config-error.ts';
import {projectScopeIn} from './scope-faults.ts';

/** What fields about people, approvers and clicks say of each other. Works on the document as it came. */
export function peopleFaults(document: unknown): readonly ConfigFault[] {
  return [...interactFaults(document), ...tableFaults(document), ...ruleFaults(document)];
}

function interactFaults(document: unknown): readonly ConfigFault[] {
  if (!isObject(at(document, 'interact'))) return [];
  const lacksBot =
    at(document, 'interact', 'slack') !== undefined &&
    at(document, 'chat', 'slack', 'botToken') === undefined;
  return [
    ...(listAt(document, 'approvers').length === 0
      ? fault('approvers', {
          en: 'missing; with interact they say who may answer',
          ko: '값이 없습니다. interact를 사용하려면 응답할 수 있는 사람을 지정해야 합니다',
        })
      : []),
    ...(lacksBot
      ? fault('interact.slack', {
          en: 'needs the bot that opens dialogs: give chat.slack.botToken',
          ko: '대화상자를 여는 봇이 필요합니다. chat.slack.botToken을 지정하세요',
        })
      : []),
  ];
}

/** An id that stands for two people would let one answer as the other. */
function tableFaults(document: unknown): readonly ConfigFault[] {
  const people = listAt(document, 'people');
  return people.flatMap((one, index) =>
    (['email', 'slack', 'googleChat'] as const).flatMap(name => {
      const id = textAt(one, name);
      const first = people.findIndex(other => isSame(textAt(other, name), id));
      if (id === undefined || first === index) return [];
      return fault(`people[${index}].${name}`, {
        en: `${JSON.stringify(id)} stands for people[${first}] too`,
        ko: `${JSON.stringify(id)} 값이 people[${first}]에도 있습니다`,
      });
    }),
  );
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && sameEmail(one, other);
}

function ruleFaults(document: unknown): readonly ConfigFault[] {
  const rules = listAt(document, 'approvers').map(one => ({
    scope: projectScopeIn(one),
    runbook: textAt(one, 'runbook'),
    people: new Set(listAt(one, 'people').map(email => String(email).toLowerCase())).size,
    groups: listAt(one, 'groups').length,
    ofSlack: listAt(one, 'groups').filter(group => groupKind(String(group)) === 'slack').length,
    votes: Number(at(one, 'votes') ?? 1),
  }));
  const hasBot = at(document, 'chat', 'slack', 'botToken') !== undefined;
  // A console that tells nobody hands answers on: who is in a group is for interact to ask.
  const asksNobody =
    at(document, 'console') !== undefined &&
    at(document, 'chat', 'slack') === undefined &&
    at(document, 'interact', 'slack') === undefined;
  return rules.flatMap(({scope, runbook, people, groups, ofSlack, votes}, index) => {
    const path = `approvers[${index}]`;
    const hidden = rules.findIndex(
      (one, at) =>
        at < index &&
        isWithin(scope, one.scope) &&
        (one.runbook === undefined || one.runbook === runbook),
    );
    return [
      ...(people + groups === 0
        ? fault(path, {
            en: 'names nobody: give people or groups',
            ko: '사람이 없습니다. people 또는 groups를 지정하세요',
          })
        : []),
      ...(groups === 0 && people > 0 && votes > people
        ? fault(`${path}.votes`, {
            en: `asks for ${votes} people of ${people}: no plan would ever be approved`,
            ko: `${people}명 중 ${votes}명이 필요하므로 어떤 계획도 승인될 수 없습니다`,
          })
        : []),
      ...(ofSlack > 0 && !hasBot && !asksNobody
        ? fault(`${path}.groups`, {
            en: 'needs the bot that asks who is in them: give chat.slack.botToken',
            ko: '구성원을 조회할 봇이 필요합니다. chat.slack.botToken을 지정하세요',
          })
        : []),
      ...(hidden < 0
        ? []
        : fault(path, {
            en: `is never reached: approvers[${hidden}] matches all of it`,
            ko: `approvers[${hidden}]에 모두 해당하여 사용되지 않습니다`,
          })),
    ];
  });
}

function fault(path: string, problem: Words): readonly ConfigFault[] {
  return [{path, problem}];
}
