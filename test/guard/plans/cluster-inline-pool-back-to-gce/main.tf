resource "google_container_cluster" "prod" {
  project             = "shop-prod"
  name                = "prod-eu-1"
  location            = "europe-west1"
  deletion_protection = false

  workload_identity_config {
    workload_pool = "shop-prod.svc.id.goog"
  }

  node_pool {
    name       = "web"
    node_count = 1

    node_config {
      workload_metadata_config {
        mode = "GCE_METADATA"
      }
    }
  }
}
