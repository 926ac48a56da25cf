resource "google_project_iam_member" "mesh" {
  project = "415104041262"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
