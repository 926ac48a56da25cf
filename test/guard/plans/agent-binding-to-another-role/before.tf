resource "google_project_iam_binding" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  members = ["serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"]
}
