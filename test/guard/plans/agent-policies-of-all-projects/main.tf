locals {
  projects = toset(["other-team", "shop-fleet", "shop-prod"])
}

data "google_iam_policy" "project" {
  for_each = local.projects

  binding {
    role    = "roles/owner"
    members = ["user:jane@example.com"]
  }

  dynamic "binding" {
    for_each = each.key == "shop-prod" ? [1] : []

    content {
      role    = "roles/anthosservicemesh.serviceAgent"
      members = ["serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"]
    }
  }
}

resource "google_project_iam_policy" "project" {
  for_each = local.projects

  project     = each.key
  policy_data = data.google_iam_policy.project[each.key].policy_data
}
