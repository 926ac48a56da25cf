resource "google_project_iam_member" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-${data.google_project.fleet.number}@gcp-sa-servicemesh.iam.gserviceaccount.com"
}

data "google_project" "fleet" {
  project_id = "shop-fleet"
}
