import {hostname} from 'node:os';

/** Names this process in leases: host, process id, and a number that is never used again. */
export function holderName(random: () => number): string {
  return `${hostname()}:${process.pid}:${Math.floor(random() * 1e9).toString(36)}`;
}

/**
 * Whether the process that a lease names is known to be gone: it ran on this host and has ended.
 * False whenever that is not certain.
 */
export function isGone(holder: string, own: string): boolean {
  const [host, pid] = holder.split(':');
  const id = Number(pid);
  if (host !== hostname() || !Number.isInteger(id) || id <= 0) return false;
  // The same process id with another number: a container that was started again.
  if (id === process.pid) return holder !== own;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
