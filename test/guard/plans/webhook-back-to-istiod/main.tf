resource "kubernetes_mutating_webhook_configuration_v1" "tag" {
  metadata {
    name = "istio-revision-tag-default"
  }

  webhook {
    name                      = "namespace.sidecar-injector.istio.io"
    admission_review_versions = ["v1"]
    side_effects              = "None"

    client_config {
      service {
        name      = "istiod"
        namespace = "istio-system"
        path      = "/inject"
      }
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
