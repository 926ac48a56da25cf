variable "archive" {
  description = "The bundle to deploy: its folder, or a .zip file. Null: dist/functions."
  type        = string
  default     = null
}

module "mesh_responder" {
  source            = "../.."
  archive           = var.archive
  project_id        = "shop-responder"
  region            = "europe-west4"
  mode              = "auto"
  sink_parent       = { organization = "118290374655" }
  role_organization = "118290374655"
  member_constraint = { organization = "118290374655" }
  kms_key           = "projects/shop-keys/locations/europe-west4/keyRings/mesh/cryptoKeys/responder"
  audit             = { retention_days = 1095, locked = true }
  functions         = { intake = { min_instances = 1 } }
  labels            = { owner = "platform" }
  projects = [
    { id = "shop-fleet", number = "731920055417" },
    { id = "shop-prod", number = "415104041262", fleet = "shop-fleet" },
  ]
  chat = {
    slack = { bot_token_secret = "slack-bot-token", channel = "C0123456789" }
  }
  notification_channels = [
    "projects/shop-responder/notificationChannels/1234567890",
  ]
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
