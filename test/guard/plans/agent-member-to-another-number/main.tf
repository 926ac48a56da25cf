resource "google_project_iam_member" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-415104041262@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
