// The functions, for functions-framework: from a clone the sources as they are, from an installed package
// the bundle, because node takes no TypeScript under node_modules.
import {existsSync} from 'node:fs';

const source = new URL('../functions/index.ts', import.meta.url);
const bundle = new URL('../dist/functions/index.mjs', import.meta.url);
export const {intake, respond} = await import(existsSync(source) ? source.href : bundle.href);
