# What the code says of itself. Nothing here is repeated in Terraform, so that nothing can drift.

locals {
  _functions_dir = "${path.module}/../functions"

  _own_runbooks = {
    for path in fileset(local._functions_dir, "runbooks/*/runbook.json")
    : basename(dirname(path)) => jsondecode(file("${local._functions_dir}/${path}"))
  }
  # Ours come last: no private one can stand in the place of one of them.
  runbooks = merge(
    var.private_runbooks == null ? {} : {
      for path in fileset(coalesce(var.private_runbooks, "."), "*/runbook.json")
      : dirname(path) => jsondecode(file("${var.private_runbooks}/${path}"))
    },
    local._own_runbooks,
  )
  _all_actions = {
    for path in fileset(local._functions_dir, "actions/*/action.json")
    : basename(dirname(path)) => jsondecode(file("${local._functions_dir}/${path}"))
  }
  # Those that can be reached in some project.
  actions = {
    for id, action in local._all_actions : id => action
    if contains(flatten([for ids in local.reached : tolist(ids)]), id)
  }
  # What the engine itself asks for in watched projects, beside runbooks and actions.
  engine = jsondecode(file("${local._functions_dir}/engine/engine.json"))

  _functions_json = jsondecode(file("${path.module}/functions.json"))
  # Whoever takes clicks, and whoever shows pages, is there only where it is asked for.
  _asked_for = { clicks = var.interact != null, pages = var.console != null }
  functions = {
    for name, one in local._functions_json : name => merge(
      one,
      contains(one.rights, "clicks") ? { min_instances = try(var.interact.min_instances, 0) } : {},
      { for setting, value in try(var.functions[name], {}) : setting => value if value != null },
    ) if alltrue([for right in one.rights : lookup(local._asked_for, right, true)])
  }

  projects = { for one in var.projects : one.id => one }
}
