resource "google_project_iam_member" "log" {
  project = "shop-prod"
  role    = "roles/logging.viewer"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
