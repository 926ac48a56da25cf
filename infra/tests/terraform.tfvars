# The deployment that every test starts from; a test says what it changes.
archive    = "tests/bundle"
project_id = "shop-responder"
region     = "europe-west4"
mode       = "auto"
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
  slack       = { bot_token_secret = "slack-token", channel = "C0123456789" }
  google_chat = { webhook_secret = "chat-webhook" }
}
