# The condition on respond's grant says which role may be given, never to whom. This says to whom, and
# binds everybody. https://docs.cloud.google.com/iam/docs/org-policy-custom-constraints

locals {
  fenced_roles = sort(distinct(flatten([
    for action in local._all_actions : try(action.grants, [])
  ])))
  # A map of strings: see roles.tf.
  _fenced = tomap(var.member_constraint == null ? {} : { for id, _ in local.projects : id => id })
}

resource "google_org_policy_custom_constraint" "members" {
  for_each       = var.member_constraint == null ? {} : { members = var.member_constraint }
  parent         = "organizations/${each.value.organization}"
  name           = "custom.meshServiceAgentsOnly"
  display_name   = "The mesh service agent's role for mesh service agents only"
  description    = "Refuses a grant of the mesh service agent's role to any other member."
  action_type    = "DENY"
  method_types   = ["CREATE", "UPDATE"]
  resource_types = ["iam.googleapis.com/AllowPolicy"]
  condition = join(" ", [
    "resource.bindings.exists(binding,",
    "RoleNameMatches(binding.role, [${join(", ", [for one in local.fenced_roles : "'${one}'"])}])",
    "&& binding.members.exists(member,",
    "!MemberSubjectEndsWith(member, ['@gcp-sa-servicemesh.iam.gserviceaccount.com'])))",
  ])
  depends_on = [time_sleep.apis]
}

resource "google_org_policy_policy" "members" {
  for_each = local._fenced
  parent   = "projects/${each.key}"
  name     = "projects/${each.key}/policies/${google_org_policy_custom_constraint.members["members"].name}"

  spec {
    rules {
      enforce = "TRUE"
    }
  }
}
