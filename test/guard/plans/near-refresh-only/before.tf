resource "google_project_iam_member" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
resource "google_project_service" "mesh" {
  project = "shop-fleet"
  service = "mesh.googleapis.com"
}
