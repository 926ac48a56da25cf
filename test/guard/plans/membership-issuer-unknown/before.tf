resource "google_gke_hub_membership" "prod" {
  project       = "shop-fleet"
  membership_id = "prod-eu-1"
  location      = "europe-west1"

  endpoint {
    gke_cluster {
      resource_link = "//container.googleapis.com/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1"
    }
  }

  authority {
    issuer = "https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1"
  }
}
