import {visible} from '../core/lib/visible.ts';
import type {Log} from '../core/ports/ports.ts';

/** Takes one finished line. */
export type Sink = (line: string) => void;

/**
 * Structured log lines as Cloud Logging reads them from a function's output: one JSON object a
 * line. https://docs.cloud.google.com/logging/docs/structured-logging
 * Fields are nested under `responder`, where no sink filter of ours looks.
 */
export function jsonLog(write: Sink): Log {
  const line =
    (severity: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      const entry = {severity, message: `mesh-responder: ${message}`, responder: fields};
      write(`${visible(JSON.stringify(entry))}\n`);
    };
  return {info: line('INFO'), warn: line('WARNING'), error: line('ERROR')};
}

/** For the terminal: warnings and errors in words, everything else only when asked for. */
export function plainLog(write: Sink, verbose: boolean): Log {
  const line =
    (word: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      const facts = Object.entries(fields).map(([name, value]) => `${name}=${text(value)}`);
      write(`${visible([`${word}: ${message}`, ...facts].join(' '))}\n`);
    };
  const nothing = (): void => undefined;
  return {
    info: verbose ? line('info') : nothing,
    warn: verbose ? line('warning') : nothing,
    error: line('error'),
  };
}

/** A text in quotation marks where it could be taken for more than one. */
function text(value: unknown): string {
  return typeof value === 'string' && !/["\s]/.test(value) ? value : JSON.stringify(value);
}
