# Sinks for each runbook whose problem shows in a log (an empty list of `filter` means that it does not,
# and no filter would export everything), in each watched project or in one folder or organisation. The filters are
# those that `mesh-responder filters --config FILE` prints for the configuration of config.tf:
# test/infra compares them.

locals {
  # As functions/engine/intake/allow-list.ts writes it. An entry without the label passes its clause.
  _clauses = {
    for one in var.projects : one.id => concat(
      ["resource.labels.project_id=\"${one.id}\""],
      [
        for field, names in {
          "1 resource.labels.location"     = one.locations
          "2 resource.labels.cluster_name" = one.clusters
        }
        : format(
          "(NOT %[1]s:* OR %[1]s=(%[2]s))",
          split(" ", field)[1],
          join(" OR ", [for name in names : "\"${name}\""])
        ) if names != null
      ]
    )
  }
  # A clause longer than this says only which project it is: intake asks for locations and clusters anyway.
  _project_clauses = [
    for one in var.projects : (
      length(local._clauses[one.id]) == 1 || length(join(" AND ", local._clauses[one.id])) > 3998
      ? local._clauses[one.id][0]
      : "(${join(" AND ", local._clauses[one.id])})"
    )
  ]

  # A sink's filter takes 20,000 characters (https://docs.cloud.google.com/logging/quotas). Where the projects take
  # more, each runbook has several sinks, that name the same projects for every runbook: see
  # functions/engine/intake/sink-filters.ts, which says the same.
  _query_limit = 20000
  _own_filters = {
    for id, runbook in local.runbooks : id => join("\n", runbook.filter) if length(runbook.filter) > 0
  }
  _room    = local._query_limit - max([for filter in local._own_filters : length(filter)]...) - 3
  _lengths = tolist([for clause in local._project_clauses : length(clause) + 5])
  _share   = local._room - max(local._lengths...)
  _fit     = sum(local._lengths) - 5 <= local._room
  _group_of = {
    for index, one in var.projects : one.id => (
      local._fit || index == 0 ? 0 : floor(sum(slice(local._lengths, 0, index)) / local._share)
    )
  }
  _groups = {
    for index, one in var.projects
    : local._group_of[one.id] => local._project_clauses[index]...
  }

  # Intake leaves alone what comes from elsewhere, so that a sink of a folder or an organisation needs no list.
  _lists_projects = try(coalesce(var.sink_parent.list_projects), var.sink_parent == null)
  # By what a sink's name has behind the deployment's: the runbook, and from the second on its number.
  _listing_filters = {
    for pair in setproduct(keys(local._own_filters), keys(local._groups))
    : pair[1] == "0" ? pair[0] : "${pair[0]}-${pair[1] + 1}" => {
      runbook = pair[0]
      filter  = "${local._own_filters[pair[0]]}\n(${join("\n OR ", local._groups[pair[1]])})"
    }
  }
  _sink_filters = local._lists_projects ? local._listing_filters : {
    for id, filter in local._own_filters : id => { runbook = id, filter = filter }
  }
  filters = { for sink, one in local._sink_filters : sink => one.filter }

  # The responder quotes the entries that it reacts to. Its own lines must not come back to it.
  _services = [for name, _ in local.functions : "\"${var.name}-${name}\""]
  own_lines = join("\n", [
    "resource.type=\"cloud_run_revision\"",
    "resource.labels.project_id=\"${var.project_id}\"",
    "resource.labels.service_name=(${join(" OR ", local._services)})",
  ])

  _sink_projects = var.sink_parent == null ? local.projects : {}
  _project_sinks = {
    for pair in setproduct(keys(local._sink_projects), keys(local._own_filters))
    : "${pair[0]}/${pair[1]}" => {
      project = pair[0]
      runbook = pair[1]
      # The one that names the project.
      filter = local.filters[
        local._group_of[pair[0]] == 0
        ? pair[1]
        : "${pair[1]}-${local._group_of[pair[0]] + 1}"
      ]
    }
  }
  _folder_sinks = {
    for id, _ in local.filters : id => var.sink_parent.folder
    if try(var.sink_parent.folder, null) != null
  }
  _organization_sinks = {
    for id, _ in local.filters : id => var.sink_parent.organization
    if try(var.sink_parent.organization, null) != null
  }
  _sink_destination = "pubsub.googleapis.com/${module.queues["entries"].topic}"
}

resource "google_logging_project_sink" "sinks" {
  for_each               = local._project_sinks
  project                = each.value.project
  name                   = "${var.name}-${each.value.runbook}"
  description            = "Log entries of the runbook ${each.value.runbook}, for the mesh responder in ${var.project_id}"
  destination            = local._sink_destination
  filter                 = each.value.filter
  unique_writer_identity = true

  exclusions {
    name        = "own-lines"
    description = "What the responder itself says."
    filter      = local.own_lines
  }

  lifecycle {
    precondition {
      condition     = length(each.value.filter) <= local._query_limit
      error_message = "The filter of ${each.value.runbook} has ${length(each.value.filter)} characters and a sink takes 20,000."
    }
  }
}

resource "google_logging_folder_sink" "sinks" {
  for_each         = local._folder_sinks
  folder           = each.value
  name             = "${var.name}-${each.key}"
  description      = "Log entries of the runbook ${local._sink_filters[each.key].runbook}, for the mesh responder in ${var.project_id}"
  destination      = local._sink_destination
  filter           = local.filters[each.key]
  include_children = true

  exclusions {
    name        = "own-lines"
    description = "What the responder itself says."
    filter      = local.own_lines
  }

  lifecycle {
    precondition {
      condition     = length(local.filters[each.key]) <= local._query_limit
      error_message = "The filter of ${each.key} has ${length(local.filters[each.key])} characters and a sink takes 20,000."
    }
    precondition {
      condition     = length(local.filters) <= 200
      error_message = "To name all projects takes ${length(local.filters)} sinks, and a folder or an organisation has 200: set sink_parent.list_projects to false."
    }
  }
}

resource "google_logging_organization_sink" "sinks" {
  for_each         = local._organization_sinks
  org_id           = each.value
  name             = "${var.name}-${each.key}"
  description      = "Log entries of the runbook ${local._sink_filters[each.key].runbook}, for the mesh responder in ${var.project_id}"
  destination      = local._sink_destination
  filter           = local.filters[each.key]
  include_children = true

  exclusions {
    name        = "own-lines"
    description = "What the responder itself says."
    filter      = local.own_lines
  }

  lifecycle {
    precondition {
      condition     = length(local.filters[each.key]) <= local._query_limit
      error_message = "The filter of ${each.key} has ${length(local.filters[each.key])} characters and a sink takes 20,000."
    }
    precondition {
      condition     = length(local.filters) <= 200
      error_message = "To name all projects takes ${length(local.filters)} sinks, and a folder or an organisation has 200: set sink_parent.list_projects to false."
    }
  }
}

locals {
  # The sinks of one project, folder or organisation share one writer. It is granted once for each
  # of these: a grant for each sink would be one grant held by many, and the first sink that is
  # taken away would take it from the others.
  _writers = merge(
    {
      for project, _ in local._sink_projects : "projects/${project}" => distinct([
        for id, _ in local._own_filters
        : google_logging_project_sink.sinks["${project}/${id}"].writer_identity
      ])
    },
    {
      for folder in distinct(values(local._folder_sinks)) : "folders/${folder}" => distinct([
        for sink in google_logging_folder_sink.sinks : sink.writer_identity
      ])
    },
    {
      for organization in distinct(values(local._organization_sinks))
      : "organizations/${organization}" => distinct([
        for sink in google_logging_organization_sink.sinks : sink.writer_identity
      ])
    },
  )
}

# A writer that was just made is not yet known to IAM.
resource "time_sleep" "writers" {
  create_duration = "30s"
  triggers        = { parents = join(",", sort(keys(local._writers))) }
  depends_on = [
    google_logging_project_sink.sinks,
    google_logging_folder_sink.sinks,
    google_logging_organization_sink.sinks,
  ]
}

resource "google_pubsub_topic_iam_member" "writers" {
  for_each   = local._writers
  project    = var.project_id
  topic      = module.queues["entries"].topic
  role       = "roles/pubsub.publisher"
  member     = each.value[0]
  depends_on = [time_sleep.writers]

  lifecycle {
    precondition {
      condition     = length(each.value) == 1
      error_message = "The sinks of ${each.key} write as ${join(" and ", each.value)}. Sinks made before 2024 have writers of their own: delete the older ones, so that Logging makes them anew with the shared one."
    }
  }
}
