mock_data "google_project" {
  defaults = { number = "112233445566" }
}
mock_data "google_storage_project_service_account" {
  defaults = { email_address = "service-1@gs-project-accounts.iam.gserviceaccount.com" }
}
mock_resource "google_cloudfunctions2_function" {
  defaults = { service_config = { uri = "https://function-abc-ew.a.run.app" } }
}
mock_resource "google_compute_backend_service" {
  defaults = { generated_id = 5678901234567890123 }
}
mock_resource "google_compute_global_address" {
  defaults = { address = "203.0.113.10" }
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

override_resource {
  target = google_service_account.accounts["build"]
  values = {
    email  = "build@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:build@shop-responder.iam.gserviceaccount.com"
  }
}
override_resource {
  target = google_service_account.accounts["console"]
  values = {
    email  = "console@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:console@shop-responder.iam.gserviceaccount.com"
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
  target = google_service_account.accounts["interact"]
  values = {
    email  = "interact@shop-responder.iam.gserviceaccount.com"
    member = "serviceAccount:interact@shop-responder.iam.gserviceaccount.com"
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
