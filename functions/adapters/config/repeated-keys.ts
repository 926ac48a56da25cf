import {pathText} from './config-error.ts';

interface Level {
  /** Undefined for an array. */
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/**
 * Paths of keys that a JSON text gives twice in one object: `JSON.parse` silently takes the last.
 * The text must be one that `JSON.parse` accepts.
 */
export function repeatedKeys(text: string): readonly string[] {
  const repeated: string[] = [];
  const open: Level[] = [];
  let expectsKey = false;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g)) {
    const level = open.at(-1);
    if (token === '{') open.push({keys: new Set(), step: ''});
    else if (token === '[') open.push({keys: undefined, step: 0});
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && typeof level?.step === 'number') level.step++;
    else if (expectsKey && level?.keys !== undefined) {
      level.step = String(JSON.parse(token));
      if (level.keys.has(level.step)) repeated.push(pathText(open.map(one => one.step)));
      level.keys.add(level.step);
    }
    expectsKey = token === '{' || token === ',';
  }
  return repeated;
}
