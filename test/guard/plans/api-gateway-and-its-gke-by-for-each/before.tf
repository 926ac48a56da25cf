locals {
  apis = toset(["connectgateway", "container", "translate"])
}

resource "google_project_service" "all" {
  for_each = local.apis

  project = "shop-fleet"
  service = "${each.key}.googleapis.com"
}
