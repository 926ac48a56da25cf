resource "terraform_data" "agent" {
  input = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}

resource "google_project_iam_member_remove" "tidy" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = terraform_data.agent.output
}
