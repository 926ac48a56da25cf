import {parse} from 'yaml';

/** More is no manifest, and costs a parser that is not made for it. */
const longest = 1024 * 1024;

/** What a short YAML text of one document holds; undefined where it cannot be read. */
export function yamlObject(text: string): unknown {
  if (text.length > longest) return undefined;
  try {
    return parse(text, {maxAliasCount: 100, logLevel: 'silent'});
  } catch {
    return undefined;
  }
}
