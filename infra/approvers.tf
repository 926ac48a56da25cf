# People who use the command: they read incidents, and write answers, the pause and breakers. No function runs as one of
# them, and they can open nothing else of the responder. Where interact takes the answers, nobody has to be one of them:
# people.tf warns of it.

resource "google_project_iam_member" "approvers_read" {
  for_each = var.approvers
  project  = var.project_id
  role     = "roles/datastore.viewer"
  member   = each.value

  condition {
    title       = "only-the-incidents"
    description = "The responder's database, to read which plan waits."
    expression  = "resource.name == 'projects/${var.project_id}/databases/${local.database}'"
  }
}

resource "google_project_iam_member" "approvers_answer" {
  for_each = var.approvers
  project  = var.project_id
  role     = "roles/datastore.user"
  member   = each.value

  condition {
    title       = "only-the-guard"
    description = "The database of approvals, pause, breakers and budgets."
    expression  = "resource.name == 'projects/${var.project_id}/databases/${local.guard_database}'"
  }
}
