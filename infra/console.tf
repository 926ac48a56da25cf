# The function that shows incidents to people, and what stands in front of it. It is there only where `console` is set.
#   access = "iap": a load balancer with Identity-Aware Proxy (IAP), which says who looks; the function itself is closed.
#   access = "iam": whoever IAM lets call the function. Nobody says who it was, so that it only shows.

locals {
  # Keys of what stands in front: one where IAP does, none otherwise.
  _iap = toset(try(var.console.access, null) == "iap" ? ["console"] : [])
  # Known once the backend is made, which knows the function by its name only: no circle.
  # https://docs.cloud.google.com/iap/docs/signed-headers-howto
  _iap_audience = try(
    "/projects/${data.google_project.responder.number}/global/backendServices/${google_compute_backend_service.console["console"].generated_id}",
    null
  )
  _console_url = length(local._iap) == 0 ? null : "https://${var.console.domain}"

  # In the form of functions/adapters/config/schema-people.ts. Who announces links to it; who takes answers and who shows
  # know how to tell who looks.
  _linked_console = { for key, value in { url = local._console_url } : key => value if value != null }
  _known_console = merge(
    local._linked_console,
    length(local._iap) == 0 ? {} : { iapAudience = local._iap_audience },
  )
  # Where nobody is known nobody can answer. People and rules are there to show who may; interact decides.
  _hands_answers_on = var.interact != null && length(local._iap) > 0
  _handed_answers = {
    for key, value in merge(local._people, { interact = { url = local.interact_url } }) : key => value
    if local._hands_answers_on && value != null
  }
}

# It names the function and does not refer to it: the function's configuration names the backend.
resource "google_compute_region_network_endpoint_group" "console" {
  for_each              = local._iap
  project               = var.project_id
  region                = var.region
  name                  = "${var.name}-console"
  description           = "The function that shows incidents"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = "${var.name}-console"
  }

  depends_on = [time_sleep.apis]
}

# Without a client of one's own, IAP signs people in with Google's, which lets in members of this organisation only.
# https://docs.cloud.google.com/iap/docs/custom-oauth-configuration
resource "google_compute_backend_service" "console" {
  for_each              = local._iap
  project               = var.project_id
  name                  = "${var.name}-console"
  description           = "The function that shows incidents, behind IAP"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"

  backend {
    group = google_compute_region_network_endpoint_group.console[each.key].id
  }

  iap {
    enabled = true
  }
}

resource "google_compute_url_map" "console" {
  for_each        = local._iap
  project         = var.project_id
  name            = "${var.name}-console"
  default_service = google_compute_backend_service.console[each.key].id
}

# Another domain is another certificate, made before the old one goes: its name has to differ.
resource "google_compute_managed_ssl_certificate" "console" {
  for_each = local._iap
  project  = var.project_id
  name     = "${var.name}-console-${substr(sha256(var.console.domain), 0, 8)}"

  managed {
    domains = [var.console.domain]
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [time_sleep.apis]
}

resource "google_compute_ssl_policy" "console" {
  for_each        = local._iap
  project         = var.project_id
  name            = "${var.name}-console"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
  depends_on      = [time_sleep.apis]
}

resource "google_compute_target_https_proxy" "console" {
  for_each         = local._iap
  project          = var.project_id
  name             = "${var.name}-console"
  url_map          = google_compute_url_map.console[each.key].id
  ssl_certificates = [google_compute_managed_ssl_certificate.console[each.key].id]
  ssl_policy       = google_compute_ssl_policy.console[each.key].id
}

resource "google_compute_global_address" "console" {
  for_each    = local._iap
  project     = var.project_id
  name        = "${var.name}-console"
  description = "Where the domain of the console has to point"
  depends_on  = [time_sleep.apis]
}

# Port 80 is not there: nothing is ever asked for without TLS.
resource "google_compute_global_forwarding_rule" "console" {
  for_each              = local._iap
  project               = var.project_id
  name                  = "${var.name}-console"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.console[each.key].id
  port_range            = "443"
  target                = google_compute_target_https_proxy.console[each.key].id
  labels                = var.labels
}

# Who may look, where IAP asks.
resource "google_iap_web_backend_service_iam_member" "viewers" {
  for_each            = length(local._iap) == 0 ? toset([]) : var.console.members
  project             = var.project_id
  web_backend_service = google_compute_backend_service.console["console"].name
  role                = "roles/iap.httpsResourceAccessor"
  member              = each.value
}

# Who may call the function: IAP alone, or else the people themselves.
resource "google_cloud_run_service_iam_member" "console" {
  for_each = merge(
    { for key in local._iap : "iap" => google_project_service_identity.agents["iap.googleapis.com"].member },
    { for member in try(var.console.members, []) : member => member if length(local._iap) == 0 },
  )
  project  = var.project_id
  location = var.region
  service  = google_cloudfunctions2_function.functions["console"].name
  role     = "roles/run.invoker"
  member   = each.value
}

# Answers go through interact, which verifies for itself who gives them.
resource "google_cloud_run_service_iam_member" "answers" {
  for_each = toset(local._hands_answers_on ? ["console"] : [])
  project  = var.project_id
  location = var.region
  service  = google_cloudfunctions2_function.functions["interact"].name
  role     = "roles/run.invoker"
  member   = google_service_account.accounts["console"].member
}
