data "google_iam_policy" "project" {
  binding {
    role    = "roles/owner"
    members = ["user:jane@example.com"]
  }

  binding {
    role    = "roles/anthosservicemesh.serviceAgent"
    members = ["serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"]
  }
}

resource "google_project_iam_policy" "project" {
  project     = "shop-prod"
  policy_data = data.google_iam_policy.project.policy_data
}
