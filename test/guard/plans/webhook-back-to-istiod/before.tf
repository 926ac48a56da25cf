resource "kubernetes_mutating_webhook_configuration_v1" "tag" {
  metadata {
    name = "istio-revision-tag-default"
  }

  webhook {
    name                      = "namespace.sidecar-injector.istio.io"
    admission_review_versions = ["v1"]
    side_effects              = "None"

    client_config {
      url = "https://meshconfig.googleapis.com/v1alpha1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1/channels/managed/targetUrl:inject"
    }

    namespace_selector {
      match_labels = {
        "istio-injection" = "enabled"
      }
    }

    rule {
      api_groups   = [""]
      api_versions = ["v1"]
      operations   = ["CREATE"]
      resources    = ["pods"]
    }
  }
}
