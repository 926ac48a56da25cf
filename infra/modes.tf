# Where the responder may act at all. An action is granted in a project when a runbook may plan it whose
# mode lets something be changed there: the rest needs no role, whatever the code does. The mode is
# decided as in functions/core/guard/mode-rules.ts.

locals {
  _careful = ["exclude", "observe", "approve", "auto"]
  # Where each project belongs, as rules name it.
  _folders = { for one in var.projects : one.id => coalesce(one.folders, []) }
  _labels  = { for one in var.projects : one.id => [for key, value in coalesce(one.labels, {}) : "${key}=${value}"] }
  # What is said of each runbook on each project, and how specific that is: nobody is less so than the
  # mode of all, and a project tells more than a label, a label more than a folder, a folder more than a runbook.
  _said = {
    for pair in setproduct(keys(local.projects), keys(local.runbooks))
    : "${pair[0]}/${pair[1]}" => concat([{ mode = var.mode, weight = -1 }], [
      for rule in var.rules : {
        mode = rule.mode
        weight = sum([
          for power, name in [rule.runbook, rule.folder, rule.label, rule.project] : name == null ? 0 : pow(2, power)
        ])
      }
      if coalesce(rule.project, pair[0]) == pair[0] && coalesce(rule.runbook, pair[1]) == pair[1]
      && (rule.folder == null ? true : contains(local._folders[pair[0]], rule.folder))
      && (rule.label == null ? true : contains(local._labels[pair[0]], rule.label))
    ])
  }
  modes = {
    for key, said in local._said : key => contains(said[*].mode, "exclude") ? "exclude" : [
      for mode in local._careful : mode if contains(
        [for one in said : one.mode if one.weight == max(said[*].weight...)], mode
      )
    ][0]
  }
  # Ids of the actions that a runbook can reach in each project.
  _repairs = {
    for project, _ in local.projects : project => toset(flatten([
      for id, runbook in local.runbooks : runbook.actions
      if contains(["approve", "auto"], local.modes["${project}/${id}"])
    ]))
  }
  # What takes an action back can be reached where that action can, and only where people may ask for it.
  _reached = {
    for project, repairs in local._repairs : project => setintersection(
      setunion(repairs, toset(compact([
        for id in repairs : var.undo ? try(local._all_actions[id].inverse, null) : null
      ]))),
      coalesce(var.actions, keys(local._all_actions)),
    )
  }
  # The gateway leads into a cluster through its fleet: its permissions count in the fleet host project.
  _through_gateway = toset([
    for id, action in local._all_actions : id
    if anytrue([for one in action.permissions : startswith(one, "gkehub.gateway.")])
  ])
  # Each fleet host with what its projects' clusters are reached with; grouped once, because a list may have
  # thousands of projects.
  _guests = {
    for id, one in local.projects : coalesce(one.fleet, id) => tolist(local._reached[id])...
  }
  reached = {
    for host, own in local._reached : host => setunion(own, setintersection(
      local._through_gateway,
      toset(flatten(lookup(local._guests, host, []))),
    ))
  }
}
