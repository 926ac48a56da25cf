import type {Rule} from 'eslint';

export const opaquePhrase: Rule.RuleModule;
