# What respond is granted in one watched project. A module for each project, so that no resource has more instances
# than there are roles: Terraform reads the whole for_each of a resource again for each of its instances. See
# docs/limits.md.

resource "google_project_iam_member" "respond" {
  for_each = var.roles
  project  = var.project_id
  role     = each.value.role
  member   = var.member

  # Whoever may write a policy may make himself owner. This leaves him the roles that he may give and take.
  # https://docs.cloud.google.com/iam/docs/setting-limits-on-granting-roles
  dynamic "condition" {
    for_each = each.value.may_give == null ? [] : [each.value.may_give]
    content {
      title       = "only-the-mesh-service-agents-role"
      description = "Limits which roles a policy that is written may give or take."
      expression = format(
        "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([%s])",
        join(", ", [for role in condition.value : "'${role}'"])
      )
    }
  }
}
