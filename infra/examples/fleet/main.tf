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
  approvers  = ["group:platform@example.com"]
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
  notification_channels = [
    "projects/shop-responder/notificationChannels/1234567890",
  ]
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
