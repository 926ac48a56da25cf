resource "google_gke_hub_feature_membership" "prod" {
  project             = "shop-fleet"
  location            = "global"
  feature             = "servicemesh"
  membership          = "prod-eu-1"
  membership_location = "europe-west1"

  mesh {
    management = "MANAGEMENT_AUTOMATIC"
  }
}
