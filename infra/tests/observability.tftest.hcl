# What is watched, and who is told.
# Providers are mocked: this needs neither credentials nor a project. Where a value is known only once
# something is made, the run applies to the mocks.

mock_provider "archive" {
  mock_data "archive_file" {
    defaults = { output_path = "tests/bundle/index.mjs", output_sha256 = "c0ffee" }
  }
}
mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "112233445566" }
  }
  mock_data "google_storage_project_service_account" {
    defaults = { email_address = "service-1@gs-project-accounts.iam.gserviceaccount.com" }
  }
  mock_resource "google_cloudfunctions2_function" {
    defaults = { service_config = { uri = "https://function-abc-ew.a.run.app" } }
  }
  mock_resource "google_logging_folder_sink" {
    defaults = { writer_identity = "serviceAccount:service-folder-1@gcp-sa-logging.iam.gserviceaccount.com" }
  }
  mock_resource "google_logging_organization_sink" {
    defaults = { writer_identity = "serviceAccount:service-org-1@gcp-sa-logging.iam.gserviceaccount.com" }
  }
  mock_resource "google_logging_project_sink" {
    defaults = { writer_identity = "serviceAccount:service-1@gcp-sa-logging.iam.gserviceaccount.com" }
  }
}
mock_provider "google-beta" {
  mock_resource "google_project_service_identity" {
    defaults = { member = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com" }
  }
}
mock_provider "time" {}
override_resource {
  target = google_service_account.accounts["build"]
  values = {
    email  = "build@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:build@shop-responder.iam.gserviceaccount.com"
  }
}
override_resource {
  target = google_service_account.accounts["intake"]
  values = {
    email  = "intake@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:intake@shop-responder.iam.gserviceaccount.com"
  }
}
override_resource {
  target = google_service_account.accounts["push-intake"]
  values = {
    email  = "push-intake@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:push-intake@shop-responder.iam.gserviceaccount.com"
  }
}
override_resource {
  target = google_service_account.accounts["push-respond"]
  values = {
    email  = "push-respond@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:push-respond@shop-responder.iam.gserviceaccount.com"
  }
}
override_resource {
  target = google_service_account.accounts["respond"]
  values = {
    email  = "respond@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:respond@shop-responder.iam.gserviceaccount.com"
  }
}
override_resource {
  target = google_service_account.accounts["sweep"]
  values = {
    email  = "sweep@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:sweep@shop-responder.iam.gserviceaccount.com"
  }
}

variables {
  archive    = "tests/bundle"
  project_id = "shop-responder"
  region     = "europe-west4"
  mode       = "auto"
  projects = [
    { id = "shop-fleet", number = "731920055417" },
    { id = "shop-prod", number = "415104041262", fleet = "shop-fleet" },
    {
      id        = "shop-stage"
      number    = "982714003355"
      fleet     = "shop-fleet"
      locations = ["europe-west1", "europe-west4"]
      clusters  = ["stage-eu-1"]
    },
  ]
  chat = {
    slack       = { bot_token_secret = "slack-token", channel = "C0123456789" }
    google_chat = { webhook_secret = "chat-webhook" }
  }
}

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
