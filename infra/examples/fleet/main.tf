variable "archive" {
  description = "The bundle to deploy: its folder, or a .zip file. Null: dist/functions."
  type        = string
  default     = null
}

module "mesh_responder" {
  source     = "../.."
  archive    = var.archive
  project_id = "shop-responder"
  region     = "europe-west4"
  mode       = "approve"
  projects = [
    { id = "shop-fleet", number = "731920055417" },
    { id = "shop-prod", number = "415104041262", fleet = "shop-fleet" },
    {
      id        = "shop-stage"
      number    = "982714003355"
      fleet     = "shop-fleet"
      locations = ["europe-west1", "europe-west4"]
      clusters  = ["stage-eu-1"]
    },
  ]
  chat = {
    slack = { bot_token_secret = "slack-bot-token", channel = "C0123456789" }
  }
  interact = {
    slack         = { team = "T0123456789", signing_secret = "slack-signing-secret" }
    min_instances = 1
  }
  people = [
    { email = "mina@example.com", slack = "U0123456789" },
    { email = "joon@example.com", slack = "U1123456789" },
  ]
  approval_rules = [
    { runbook = "data-plane-upgrade-failed", people = ["mina@example.com", "joon@example.com"], votes = 2 },
    { people = ["mina@example.com"], groups = ["S0123456789"] },
  ]
  notification_channels = [
    "projects/shop-responder/notificationChannels/1234567890",
  ]
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
