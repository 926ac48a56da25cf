# The function that takes people's clicks from Slack and Google Chat, and their answers at the command. It is there only
# where `interact` is set.

locals {
  # Known before the function is made, whose configuration names it. A DNS label has 63 characters at most: name, function and
  # project number have 46. https://docs.cloud.google.com/run/docs/triggering/https-request#deterministic
  interact_url = "https://${var.name}-interact-${data.google_project.responder.number}.${var.region}.run.app"

  click_secrets = {
    for mount, id in {
      slack-bot-token             = try(var.interact.slack, null) == null ? null : try(var.chat.slack.bot_token_secret, null)
      slack-signing-secret        = try(var.interact.slack.signing_secret, null)
      slack-former-signing-secret = try(var.interact.slack.former_signing_secret, null)
    } : mount => id if id != null
  }

  # In the form of functions/adapters/config/schema-people.ts; what is not said is left out.
  _people = {
    people = length(var.people) == 0 ? null : [
      for one in var.people : {
        for key, value in { email = one.email, slack = one.slack, googleChat = one.google_chat } : key => value if value != null
      }
    ]
    approvers = [
      for one in var.approval_rules : { for key, value in one : key => value if value != null }
    ]
  }
  _google_chat_clicks = (
    try(var.interact.google_chat, null) == null ? null : { account = var.interact.google_chat.account }
  )
  # Who announces shows the buttons and is told where they lead; it knows no signing secret.
  _shown_buttons = merge(local._people, {
    interact = {
      for key, value in {
        url        = local.interact_url
        slack      = try(var.interact.slack, null) == null ? null : { team = var.interact.slack.team }
        googleChat = local._google_chat_clicks
      } : key => value if value != null
    }
  })
  # Who takes clicks posts nothing: of the chat it has the bot, which opens dialogs.
  _taken_clicks = merge(local._people, {
    chat = { for service, place in local._slack : service => place if contains(keys(local.click_secrets), "slack-bot-token") }
    interact = {
      for key, value in {
        url     = local.interact_url
        clients = try(var.interact.clients, null)
        slack = try(var.interact.slack, null) == null ? null : {
          for name, given in {
            team                = var.interact.slack.team
            signingSecret       = { file = "${local._mount}/slack-signing-secret/value" }
            formerSigningSecret = var.interact.slack.former_signing_secret == null ? null : { file = "${local._mount}/slack-former-signing-secret/value" }
          } : name => given if given != null
        }
        googleChat = local._google_chat_clicks
      } : key => value if value != null
    }
  })
}

# Slack has no identity of Google's, and people's tokens are made for the command: IAM can tell none of them apart, so that it
# lets everybody ask. The function verifies each request before it reads it: Slack's signature, Google's tokens
# (functions/wiring/interact-door.ts). An organisation may forbid the grant: README.md says what to do then.
resource "google_cloud_run_service_iam_member" "everybody" {
  for_each = {
    for name, one in local.functions : name => one if contains(one.rights, "clicks") && try(var.interact.all_users, false)
  }
  project  = var.project_id
  location = var.region
  service  = google_cloudfunctions2_function.functions[each.key].name
  role     = "roles/run.invoker"
  member   = "allUsers"
}

# Whoever may write the guard's database can write an answer there in any name, past the function that verifies who it is.
check "nobody_answers_past_interact" {
  assert {
    condition     = var.interact == null || length(var.approvers) == 0
    error_message = "approvers may still write the guard's database themselves, also an answer in another's name, without the function interact. Leave approvers empty where nobody needs pause, silence or breaker at the command."
  }
}
