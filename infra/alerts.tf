# What a person has to know although the responder cannot say it.

locals {
  _subscriptions = {
    push = [for name, _ in local.queues : "\"${var.name}-${name}\""]
    dead = [for name, _ in local.queues : "\"${var.name}-${name}-dead\""]
  }
  alerts = {
    for key, one in jsondecode(file("${path.module}/alerts.json")) : key => {
      title       = one.title
      severity    = one.severity
      advice      = one.advice
      aligner     = one.aligner
      reducer     = one.reducer
      group_by    = one.group_by
      period      = "${one.period_seconds}s"
      duration    = "${try(one.duration_seconds, 0)}s"
      comparison  = try(one.below, null) == null ? "COMPARISON_GT" : "COMPARISON_LT"
      threshold   = try(one.below, one.above)
      missing     = try(one.missing_counts, false) ? "EVALUATION_MISSING_DATA_ACTIVE" : null
      metric_type = try(local.metrics[one.counts].type, one.metric)
      filter = join(" AND ", concat(
        [
          "metric.type=\"${try(local.metrics[one.counts].type, one.metric)}\"",
          "resource.type=\"${try(one.resource, "cloud_run_revision")}\"",
        ],
        try(one.where, null) == null ? [] : [
          "resource.label.subscription_id=one_of(${join(",", local._subscriptions[one.where])})",
        ],
      ))
    }
  }
}

resource "google_monitoring_alert_policy" "alerts" {
  for_each              = local.alerts
  project               = var.project_id
  display_name          = "${var.name}: ${each.value.title}"
  severity              = each.value.severity
  combiner              = "OR"
  notification_channels = var.notification_channels
  user_labels           = var.labels

  conditions {
    display_name = each.value.title
    condition_threshold {
      filter                  = each.value.filter
      comparison              = each.value.comparison
      threshold_value         = each.value.threshold
      duration                = each.value.duration
      evaluation_missing_data = each.value.missing

      aggregations {
        alignment_period     = each.value.period
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.value.reducer
        group_by_fields      = each.value.group_by
      }
    }
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    mime_type = "text/markdown"
    subject   = "Mesh responder: ${each.value.title}"
    content   = each.value.advice
  }

  depends_on = [time_sleep.metrics]
}
