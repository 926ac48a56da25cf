# The objective: 99 of 100 findings are announced within 60 seconds of their first sign.

locals {
  objective = {
    goal    = 0.99
    seconds = 60
    days    = 28
  }
  # Burn rates that spend 2 % of the budget in an hour, and 5 % in six, each confirmed by a shorter
  # window, so that the alert ends when the trouble does. https://sre.google/workbook/alerting-on-slos/
  _burns = {
    fast = { rate = 13.4, long = "3600s", short = "300s", severity = "CRITICAL" }
    slow = { rate = 5.6, long = "21600s", short = "1800s", severity = "WARNING" }
  }
}

resource "google_monitoring_custom_service" "responder" {
  project      = var.project_id
  service_id   = var.name
  display_name = "Mesh responder (${var.name})"
  depends_on   = [time_sleep.apis]
}

resource "google_monitoring_slo" "announced" {
  project             = var.project_id
  service             = google_monitoring_custom_service.responder.service_id
  slo_id              = "announced"
  display_name        = "99 % of findings announced within 60 seconds"
  goal                = local.objective.goal
  rolling_period_days = local.objective.days

  request_based_sli {
    distribution_cut {
      distribution_filter = "metric.type=\"${local.metrics.time_to_announce.type}\" resource.type=\"cloud_run_revision\""
      range {
        max = local.objective.seconds
      }
    }
  }

  depends_on = [time_sleep.metrics]
}

resource "google_monitoring_alert_policy" "burning" {
  for_each              = local._burns
  project               = var.project_id
  display_name          = "${var.name}: findings are announced late (${each.key} burn)"
  severity              = each.value.severity
  combiner              = "AND"
  notification_channels = var.notification_channels
  user_labels           = var.labels

  dynamic "conditions" {
    for_each = [each.value.long, each.value.short]
    content {
      display_name = "Budget burns ${each.value.rate} times too fast over ${conditions.value}"
      condition_threshold {
        filter          = "select_slo_burn_rate(\"${google_monitoring_slo.announced.name}\", \"${conditions.value}\")"
        comparison      = "COMPARISON_GT"
        threshold_value = each.value.rate
        duration        = "0s"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    subject   = "Mesh responder announces late"
    content   = <<-EOT
      Fewer than 99 % of the findings are announced within 60 seconds. Look on the dashboard where the
      time goes: *time to notice* is Logging and Pub/Sub, *oldest message* is intake or respond being
      slow or down, *failed announcements* is the chat.
    EOT
  }
}
