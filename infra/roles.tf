# What respond may do in the projects that it watches: one role to read, and one for each action that it
# can reach there.
# The permissions are those that the manifests name. Grants are made project by project, also where
# the sinks stand in a folder: the allow-list is the limit of what can be reached.

locals {
  _reader = {
    read = {
      title       = "Mesh responder: read"
      description = "What diagnoses read, and the heartbeat that they are listened to."
      needed = sort(distinct(flatten([
        local.engine.permissions,
        [for runbook in local.runbooks : runbook.permissions],
      ])))
      grants = []
    }
  }
  _needed = merge(local._reader, {
    for id, action in local.actions : id => {
      title       = "Mesh responder: ${id}"
      description = "What the action ${id} calls."
      needed      = sort(distinct(action.permissions))
      grants      = try(action.grants, [])
    }
  })
  # What a predefined role gives is left out of the custom roles.
  roles = {
    for key, role in local._needed : key => merge(role, {
      permissions = [
        for permission in role.needed : permission
        if !anytrue([for instead, _ in var.predefined_roles : permission == instead || endswith(instead, ".") && startswith(permission, instead)])
      ]
      predefined = sort(distinct([
        for instead, predefined in var.predefined_roles : predefined
        if anytrue([for permission in role.needed : permission == instead || endswith(instead, ".") && startswith(permission, instead)])
      ]))
    })
  }
  _role_prefix = replace(var.name, "-", "_")
  role_ids = {
    for key, _ in local.roles
    : key => "${local._role_prefix}_${replace(key, "-", "_")}"
  }

  # A custom role of a project can be granted in that project alone.
  _project_roles = {
    for pair in setproduct(keys(local.projects), keys(local.roles))
    : "${pair[0]}/${pair[1]}" => { project = pair[0], role = pair[1] }
    if pair[1] == "read" || contains(local.reached[pair[0]], pair[1])
  }
  # The custom roles that have something left, and the predefined ones, once for each project: each role by
  # PROJECT/ROLE. Terraform reads the whole for_each of a resource again for each of its instances, and a map of
  # strings is read the fastest: see docs/limits.md.
  _custom_roles = tomap({
    for key, one in local._project_roles : key => one.role if length(local.roles[one.role].permissions) > 0
  })
  _own_custom_roles = var.role_organization == null ? local._custom_roles : tomap({})
  _held_predefined = {
    for _, held in local._project_roles : held.project => local.roles[held.role].predefined...
  }
  predefined = tomap(merge([
    for project, held in local._held_predefined : {
      for role in distinct(flatten(held)) : "${project}/${role}" => role
    }
  ]...))
  _set_iam_policy = "resourcemanager.projects.setIamPolicy"
}

resource "google_project_iam_custom_role" "roles" {
  for_each    = local._own_custom_roles
  project     = split("/", each.key)[0]
  role_id     = local.role_ids[each.value]
  title       = local.roles[each.value].title
  description = local.roles[each.value].description
  permissions = local.roles[each.value].permissions
  depends_on  = [time_sleep.apis]
}

resource "google_organization_iam_custom_role" "roles" {
  for_each    = var.role_organization == null ? {} : { for key, role in local.roles : key => role if length(role.permissions) > 0 }
  org_id      = var.role_organization
  role_id     = local.role_ids[each.key]
  title       = each.value.title
  description = each.value.description
  permissions = each.value.permissions
  depends_on  = [time_sleep.apis]
}

# In the place of what Google does not take in a custom role; see the variable.
resource "google_project_iam_member" "predefined" {
  for_each   = local.predefined
  project    = split("/", each.key)[0]
  role       = each.value
  member     = google_service_account.accounts["respond"].member
  depends_on = [time_sleep.apis]
}

resource "google_project_iam_member" "respond" {
  for_each = local._custom_roles
  project  = split("/", each.key)[0]
  role = (
    var.role_organization == null
    ? google_project_iam_custom_role.roles[each.key].name
    : google_organization_iam_custom_role.roles[each.value].name
  )
  member = google_service_account.accounts["respond"].member

  # Whoever may write a policy may make himself owner. This leaves him one role to give and to take.
  # https://docs.cloud.google.com/iam/docs/setting-limits-on-granting-roles
  dynamic "condition" {
    for_each = contains(
      local.roles[each.value].permissions, local._set_iam_policy
    ) ? [local.roles[each.value].grants] : []
    content {
      title       = "only-the-mesh-service-agents-role"
      description = "Limits which roles a policy that is written may give or take."
      expression = format(
        "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([%s])",
        join(", ", [for role in condition.value : "'${role}'"])
      )
    }
  }

  lifecycle {
    precondition {
      condition = (
        !contains(local.roles[each.value].permissions, local._set_iam_policy)
        || length(local.roles[each.value].grants) > 0
      )
      error_message = "The action ${each.value} may write policies, and its action.json does not name in `grants` the roles that it gives."
    }
  }
}
