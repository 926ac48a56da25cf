resource "google_container_cluster" "new" {
  project             = "shop-prod"
  name                = "prod-eu-1"
  location            = "europe-west1"
  initial_node_count  = 1
  deletion_protection = false

  workload_identity_config {
    workload_pool = "shop-prod.svc.id.goog"
  }

  node_config {
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }

  fleet {
    project = "shop-fleet"
  }
}
