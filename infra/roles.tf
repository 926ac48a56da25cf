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
  # The custom roles that have something left, by PROJECT/ROLE. Terraform reads the whole for_each of a resource again
  # for each of its instances, and a map of strings is read the fastest: see docs/limits.md.
  _own_custom_roles = tomap({
    for key, one in local._project_roles : key => one.role
    if var.role_organization == null && length(local.roles[one.role].permissions) > 0
  })
  _held_roles = {
    for _, one in local._project_roles : one.project => one.role...
  }
  # The predefined roles of each project, once each.
  predefined = {
    for project, held in local._held_roles
    : project => toset(flatten([for role in held : local.roles[role].predefined]))
  }
  _set_iam_policy = "resourcemanager.projects.setIamPolicy"
  # Where the custom roles of a project are made.
  _role_parents = {
    for project, _ in local.projects : project => (
      var.role_organization == null ? "projects/${project}" : "organizations/${var.role_organization}"
    )
  }
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

# The custom roles, and what stands in the place of what Google does not take in one; see the variable.
module "grants" {
  source     = "./modules/grants"
  for_each   = local._held_roles
  project_id = each.key
  member     = google_service_account.accounts["respond"].member
  roles = merge(
    {
      for key in each.value : key => {
        role = "${local._role_parents[each.key]}/roles/${local.role_ids[key]}"
        # Whoever may write a policy may make himself owner: see the module.
        may_give = contains(local.roles[key].permissions, local._set_iam_policy) ? local.roles[key].grants : null
      } if length(local.roles[key].permissions) > 0
    },
    { for role in local.predefined[each.key] : role => { role = role, may_give = null } },
  )
  # The roles are named and not referred to: a reference reads all of them for each project.
  depends_on = [
    google_organization_iam_custom_role.roles,
    google_project_iam_custom_role.roles,
    time_sleep.apis,
  ]
}

# Grants had these addresses until each project got a module. They are forgotten there and not destroyed: a binding has no
# identity of its own, so that to destroy it under its old address would take it away under its new one. To make it
# again where it is changes nothing.
removed {
  from = google_project_iam_member.respond
  lifecycle {
    destroy = false
  }
}

removed {
  from = google_project_iam_member.predefined
  lifecycle {
    destroy = false
  }
}
