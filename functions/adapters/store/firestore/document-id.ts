/*
 * A document id must not hold `/`, be `.` or `..`, or stand between double underscores:
 * https://docs.cloud.google.com/firestore/quotas#collections_documents_and_fields
 */

/** A name as a document id: letters, digits and `-` as they are, every other byte as `=HH`. */
export function documentId(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/gu, one =>
    [...Buffer.from(one)].map(byte => `=${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

/** The name behind a document id, or behind a document's whole name. */
export function nameOf(document: string): string {
  const id = document.slice(document.lastIndexOf('/') + 1);
  return id.replace(/(?:=[0-9a-f]{2})+/g, run =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
  );
}

/**
 * Gives out ids that no other series gives out and that sort in the order in which they were given.
 * `random` is uniform in [0, 1).
 */
export function series(random: () => number): () => string {
  const own = digits(random()) + digits(random());
  let count = 0;
  return () => {
    count += 1;
    return `${own}-${String(count).padStart(9, '0')}`;
  };
}

function digits(random: number): string {
  return Math.floor(random * 36 ** 8)
    .toString(36)
    .padStart(8, '0');
}
