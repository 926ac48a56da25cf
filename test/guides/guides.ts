import {commandsOf, pageText} from '../support/pages.ts';

/** The guides whose commands are carried out, in the order in which they are. */
export const guides = ['docs/add-an-action.md', 'docs/add-a-runbook.md'] as const;

/** The commands of a guide. */
export function commandsOfGuide(guide: string): readonly string[] {
  return commandsOf(pageText(guide));
}
