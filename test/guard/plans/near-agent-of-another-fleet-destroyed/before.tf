resource "google_project_iam_member" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-999999999999@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
