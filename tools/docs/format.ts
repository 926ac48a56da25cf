import {format} from 'prettier';
import packageJson from '../../package.json' with {type: 'json'};

/** A file that is made from the code, as `npm run format` leaves it. */
export function formatted(text: string, parser: 'markdown' | 'json'): Promise<string> {
  return format(text, {...packageJson.prettier, arrowParens: 'avoid', parser});
}
