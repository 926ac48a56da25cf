resource "google_project_iam_member" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"

  condition {
    title      = "until new year"
    expression = "request.time < timestamp(\"2027-01-01T00:00:00Z\")"
  }
}
