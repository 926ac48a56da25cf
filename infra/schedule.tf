# Calls respond directly, not through the work topic: a sweep is worth something now or not at all.
# In the topic, sweeps that nobody took would queue up behind one another and end as dead letters;
# here the next minute is the retry, and each attempt shows in the job. The sweep also writes the
# heartbeat entries, which come back through sinks, topic and intake.

resource "google_cloud_scheduler_job" "sweep" {
  project          = var.project_id
  region           = var.region
  name             = "${var.name}-sweep"
  description      = "Advances the incidents that are due, looks at the fleets and writes the heartbeat"
  schedule         = "* * * * *"
  time_zone        = "Etc/UTC"
  attempt_deadline = "${local.functions["respond"].timeout_seconds}s"

  http_target {
    http_method = "POST"
    uri         = google_cloudfunctions2_function.functions["respond"].service_config[0].uri
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode({ sweep = true }))

    oidc_token {
      service_account_email = google_service_account.accounts["sweep"].email
      audience              = google_cloudfunctions2_function.functions["respond"].service_config[0].uri
    }
  }

  retry_config {
    retry_count = 0
  }

  depends_on = [google_cloud_run_service_iam_member.callers]
}
