# What is watched, and who is told.
# Providers are mocked: this needs neither credentials nor a project. Where a value is known only once
# something is made, the run applies to the mocks.

mock_provider "archive" {
  source = "./tests/mocks/archive"
}
mock_provider "google" {
  source = "./tests/mocks/google"
}
mock_provider "google-beta" {
  source = "./tests/mocks/google-beta"
}
mock_provider "time" {}

run "watched" {
  variables {
    notification_channels = ["projects/shop-responder/notificationChannels/1"]
  }
  assert {
    condition     = toset([for one in google_logging_metric.metrics : one.name]) == toset([for key, _ in jsondecode(file("metrics.json")) : "mesh-responder/${key}"])
    error_message = "Each line of metrics.json is a metric."
  }
  assert {
    condition = alltrue([
      for one in google_logging_metric.metrics
      : strcontains(one.filter, "resource.labels.service_name=(\"mesh-responder-intake\" OR \"mesh-responder-respond\")")
    ])
    error_message = "A metric counts the responder's own lines only."
  }
  assert {
    condition = alltrue([
      for one in google_logging_metric.metrics : (
        one.value_extractor == null
        ? one.metric_descriptor[0].value_type == "INT64"
        : one.metric_descriptor[0].value_type == "DISTRIBUTION" && contains(one.bucket_options[0].explicit_buckets[0].bounds, 60)
      )
    ])
    error_message = "A metric with a value is a distribution that has the objective as a bound."
  }
  assert {
    condition     = google_monitoring_slo.announced.goal == 0.99 && google_monitoring_slo.announced.request_based_sli[0].distribution_cut[0].range[0].max == 60
    error_message = "The objective is 99 of 100 within 60 seconds."
  }
  assert {
    condition = alltrue([
      for one in google_monitoring_alert_policy.burning
      : one.combiner == "AND" && length(one.conditions) == 2
    ]) && length(google_monitoring_alert_policy.burning) == 2
    error_message = "A burn is confirmed by a second, shorter window."
  }
  assert {
    condition = alltrue([
      for one in concat(values(google_monitoring_alert_policy.alerts), values(google_monitoring_alert_policy.burning))
      : length(one.notification_channels) == 1 && length(one.documentation[0].content) > 50
    ])
    error_message = "Every alert reaches somebody and says what to do."
  }
  assert {
    condition     = google_monitoring_alert_policy.alerts["sweep-missing"].conditions[0].condition_threshold[0].evaluation_missing_data == "EVALUATION_MISSING_DATA_ACTIVE" && google_monitoring_alert_policy.alerts["sweep-missing"].conditions[0].condition_threshold[0].duration == "60s"
    error_message = "No data at all is a missing sweep; that needs a duration of a minute or more."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.alerts["dead-letters"].conditions[0].condition_threshold[0].filter, "one_of(\"mesh-responder-entries-dead\",\"mesh-responder-work-dead\")")
    error_message = "The dead letters of both topics are watched."
  }
  assert {
    condition     = !strcontains(google_monitoring_dashboard.responder.dashboard_json, "$${name}") && jsondecode(google_monitoring_dashboard.responder.dashboard_json).displayName == "Mesh responder (mesh-responder)"
    error_message = "The dashboard has its names."
  }
}
