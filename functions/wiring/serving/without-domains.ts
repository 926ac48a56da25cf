/** What functions-framework asks of the domain that it runs a request in. */
interface RequestDomain {
  on(event: string, listener: (error: unknown) => void): RequestDomain;
  run<T>(work: () => T): T;
}

/**
 * Has functions-framework run requests in no `node:domain`. Once there is one, node's hooks see every promise of the process
 * from its making to its collection: an eighth of the time of a responder that works, and as much again of a duplicate's
 * (docs/performance.md). What it is for, an error that nobody catches, is answered by the fence around each deliverable
 * (request-fence.ts); what is thrown outside of any request ends the process, as node means it, and the platform starts
 * another. https://nodejs.org/api/domain.html (deprecated, and warned of)
 */
export function withoutDomains(): void {
  const module = process.getBuiltinModule('node:domain') as {create: () => RequestDomain};
  const none: RequestDomain = {
    on: () => none,
    run: work => work(),
  };
  module.create = () => none;
}
