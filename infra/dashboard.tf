# dashboard.json is a dashboard as the Monitoring API takes it, type-checked against it by test/infra; only
# the names in ${} are put in here.

locals {
  dashboard = templatefile("${path.module}/dashboard.json", {
    name       = var.name
    project_id = var.project_id
    database   = local.database
  })
}

resource "google_monitoring_dashboard" "responder" {
  project        = var.project_id
  dashboard_json = local.dashboard
  depends_on     = [time_sleep.metrics]
}
