resource "google_container_cluster" "prod" {
  project             = "shop-prod"
  name                = "prod-eu-1"
  location            = "europe-west1"
  initial_node_count  = 1
  deletion_protection = false

  workload_identity_config {
    workload_pool = "shop-prod.svc.id.goog"
  }
}
