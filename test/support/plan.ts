// Plans as `terraform show -json` prints them, for changes of one resource at a time.

type Values = Readonly<Record<string, unknown>>;

/** One of `resource_changes`, by what it was and is to be. */
export interface PlannedResource {
  readonly type: string;
  readonly name?: string;
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly actions?: readonly string[];
  readonly unknown?: unknown;
  readonly sensitive?: {readonly before?: unknown; readonly after?: unknown};
  readonly address?: string;
}

/** The text of a plan. */
export function planOf(...resources: readonly PlannedResource[]): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.0',
    resource_changes: resources.map(changeOf),
    configuration: {root_module: {}},
  });
}

function changeOf({
  type,
  name = 'mesh',
  before = null,
  after = null,
  actions = actionsOf(before, after),
  unknown = {},
  sensitive = {},
  address = `${type}.${name}`,
}: PlannedResource): object {
  return {
    address,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/google',
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: sensitive.before ?? {},
      after_sensitive: sensitive.after ?? {},
    },
  };
}

function actionsOf(before: Values | null, after: Values | null): readonly string[] {
  if (before === null) return ['create'];
  return after === null ? ['delete'] : ['update'];
}
