locals {
  _own_apis = [
    "artifactregistry.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudscheduler.googleapis.com",
    "firestore.googleapis.com",
    "iam.googleapis.com",
    # Doctor alone calls these two: to look through the accounts' eyes, and at policies.
    "iamcredentials.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "orgpolicy.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "storage.googleapis.com",
  ]
  # A call counts against the project of the caller, so the APIs that the responder calls must be on
  # in its own project.
  _called_apis = flatten([
    local.engine.apis,
    [for action in local._all_actions : action.apis],
  ])
  apis = toset(concat(
    local._own_apis,
    local._called_apis,
    var.kms_key == null ? [] : ["cloudkms.googleapis.com"],
    # The Chat app posts through it.
    local._uses_chat_app ? ["chat.googleapis.com"] : [],
    # It says who is in a Google group.
    length(local._google_groups) == 0 ? [] : ["cloudidentity.googleapis.com"],
    length(local._iap) == 0 ? [] : ["compute.googleapis.com", "iap.googleapis.com"],
  ))
  _google_groups = [
    for group in flatten([for one in var.approval_rules : coalesce(one.groups, [])]) : group if strcontains(group, "@")
  ]
  _uses_chat_app = anytrue([
    for space in concat(
      [for one in concat([var.chat.google_chat], var.routes[*].google_chat) : try(one.space, null)],
      var.escalation[*].google_chat_space,
    ) : space != null
  ])

  # Agents of Google's services that are granted something below. Enabling an API does not make its
  # agent, and a grant to an agent that is not there fails.
  _encrypting_agents = var.kms_key == null ? [] : [
    "artifactregistry.googleapis.com",
    "cloudfunctions.googleapis.com",
    "firestore.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
  ]
  agents = toset(concat(
    ["pubsub.googleapis.com"],
    local._encrypting_agents,
    length(local._iap) == 0 ? [] : ["iap.googleapis.com"],
  ))
}

data "google_project" "responder" {
  project_id = var.project_id
}

resource "google_project_service" "apis" {
  for_each = local.apis
  project  = var.project_id
  service  = each.key
  # Others may use them: taking the responder away must break nobody.
  disable_on_destroy = false
}

# An API that is enabled is not yet usable.
resource "time_sleep" "apis" {
  create_duration = "60s"
  triggers        = { apis = join(",", sort(local.apis)) }
  depends_on      = [google_project_service.apis]
}

resource "google_project_service_identity" "agents" {
  for_each   = local.agents
  provider   = google-beta
  project    = var.project_id
  service    = each.key
  depends_on = [time_sleep.apis]
}
