import {hash} from 'node:crypto';
import {liveScript} from '../../pages/console/live.ts';
import {sheet} from '../../pages/console/sheet.ts';
import {reportStyle} from '../../pages/report/report-style.ts';
import {style} from '../../pages/style.ts';

/** What stands in a page, by its hash: everything else that came into it as markup could do nothing. */
function named(source: string): string {
  return `'sha256-${hash('sha256', source.trim(), 'base64')}'`;
}

/**
 * What a page may load and do: its own style sheets and its script by their hashes, its icon, and itself again; and
 * where it may stand: in no frame. https://www.w3.org/TR/CSP3/
 */
export const policy = [
  "default-src 'none'",
  `style-src ${named(style)} ${named(sheet)} ${named(reportStyle)}`,
  `script-src ${named(liveScript)}`,
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every answer carries, whatever it is. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'clipboard-write=(self)',
  'strict-transport-security': 'max-age=31536000',
};
