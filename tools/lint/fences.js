/** Who may import what, and what core may not do: parts of eslint.config.js that a test tries out. */

/** Forbids what a layer may not import, with the reason. `regex` is matched against the import path. */
export const layer = (files, ...patterns) => ({
  files,
  rules: {'@typescript-eslint/no-restricted-imports': ['error', {patterns}]},
});

/**
 * The rooms of a folder from the ground up: a room imports itself and those below it, never one above.
 * ESLint takes the last block that sets a rule, so what holds for the whole folder (`patterns`) is said
 * again for each room: these blocks stand behind the folder's own.
 */
export const rooms = (folder, fromTheGround, ...patterns) =>
  fromTheGround.map((room, at) => {
    const above = fromTheGround.slice(at + 1);
    const up = {
      regex: `^(?:\\.\\./)+(?:${above.join('|')})/`,
      message: `An arrow runs back up: ${folder}/${room} lies below ${above.join(', ')}. Move what both need into a lower room.`,
    };
    return layer([`${folder}/${room}/**`], ...(above.length === 0 ? [] : [up]), ...patterns);
  });

/** What is of core: its files and rooms, and hashes. */
export const coreOnly = fromTheGround => ({
  regex: `^(?!\\./|${fromTheGround.map(room => `\\.\\./${room}/|`).join('')}node:crypto$)`,
  message: 'core is pure: it imports only core (and node:crypto for hashes).',
});

/** Core's types that lead outside: the ports, and what carries readers. */
const outside =
  'Clock|Readers|ClusterReaders|Writers|Pulse|History|Channel|WorkQueue|DeadLetters|Store|Log|Look|Ground';

/**
 * Core decides and waits for nothing. The ports and the contracts of runbooks and actions are types:
 * they name ports in the signatures of their methods, which no function of core's own does.
 */
export const coreWaitsForNothing = [
  {
    selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    message:
      'core waits for nothing: what reads live state or the store belongs in mesh/ or engine/, and hands core the facts.',
  },
  {
    selector: `:function TSTypeReference > Identifier[name=/^(?:${outside})$/]`,
    message:
      'A function of core takes facts, not ports: what reads or writes belongs in mesh/ or engine/.',
  },
];

/** The simulation's judge writes down itself what must hold: it takes types of the product, no value. */
export const judgeApart = {
  regex: '/functions/',
  allowTypeImports: true,
  message:
    "The judge never asks the accused: a fault in the product's own function would excuse itself. Import types only, and write down a second time what is needed.",
};
