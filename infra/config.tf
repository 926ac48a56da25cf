# The configuration file of each function, as a secret that is mounted as a file. It holds no secret
# itself, only paths to where they are mounted; Secret Manager is what Cloud Functions can mount.
# The archive therefore is the one that was tested, whatever it is configured with.

locals {
  _mount = "/etc/mesh-responder"

  _slack = var.chat.slack == null ? {} : {
    slack = {
      for key, value in {
        webhook  = try(var.chat.slack.webhook_secret, null) == null ? null : { file = "${local._mount}/slack-webhook/value" }
        botToken = try(var.chat.slack.bot_token_secret, null) == null ? null : { file = "${local._mount}/slack-bot-token/value" }
        channel  = try(var.chat.slack.channel, null)
      } : key => value if value != null
    }
  }
  _google_chat = var.chat.google_chat == null ? {} : {
    googleChat = {
      for key, value in {
        webhook = var.chat.google_chat.webhook_secret == null ? null : { file = "${local._mount}/google-chat-webhook/value" }
        space   = var.chat.google_chat.space
      } : key => value if value != null
    }
  }
  # Where a chat secret is mounted, and its id in Secret Manager.
  _chat_mounts = merge(
    {
      slack-webhook       = try(var.chat.slack.webhook_secret, null)
      slack-bot-token     = try(var.chat.slack.bot_token_secret, null)
      google-chat-webhook = try(var.chat.google_chat.webhook_secret, null)
      pagerduty-key       = try(var.paging.pager_duty.routing_key_secret, null)
    },
    merge([
      for n, one in var.routes : {
        "route-${n}-slack"       = try(one.slack.webhook_secret, null)
        "route-${n}-google-chat" = try(one.google_chat.webhook_secret, null)
      }
    ]...),
    { for n, one in var.webhooks : "webhook-${n}" => one.secret },
  )
  chat_secrets = { for mount, id in local._chat_mounts : mount => id if id != null }
  # The secrets that each function reads, by where they are mounted.
  mounted_secrets = {
    for name, one in local.functions : name => merge(
      { for mount, id in local.chat_secrets : mount => id if contains(one.rights, "chat") },
      { for mount, id in local.click_secrets : mount => id if contains(one.rights, "clicks") },
    )
  }

  # What a route, a pager, a program and a step of the escalation are, in the form of the configuration.
  _routes = length(var.routes) == 0 ? {} : {
    routes = [
      for n, one in var.routes : {
        for key, value in {
          project = one.project
          folder  = one.folder
          label   = one.label
          runbook = one.runbook
          states  = one.states
          mention = one.mention
          to = {
            for service, place in {
              slack = one.slack == null ? null : {
                for name, given in {
                  channel = one.slack.channel
                  webhook = one.slack.webhook_secret == null ? null : { file = "${local._mount}/route-${n}-slack/value" }
                } : name => given if given != null
              }
              googleChat = one.google_chat == null ? null : {
                for name, given in {
                  webhook = one.google_chat.webhook_secret == null ? null : { file = "${local._mount}/route-${n}-google-chat/value" }
                  space   = one.google_chat.space
                } : name => given if given != null
              }
            } : service => place if place != null
          }
        } : key => value if value != null
      }
    ]
  }
  _paging = var.paging.pager_duty == null ? {} : {
    paging = {
      pagerDuty = {
        for key, value in {
          routingKey = { file = "${local._mount}/pagerduty-key/value" }
          region     = var.paging.pager_duty.region
          states     = var.paging.pager_duty.states
        } : key => value if value != null
      }
    }
  }
  _webhooks = length(var.webhooks) == 0 ? {} : {
    webhooks = [
      for n, one in var.webhooks : {
        url    = one.url
        secret = { file = "${local._mount}/webhook-${n}/value" }
      }
    ]
  }
  _escalation = length(var.escalation) == 0 ? {} : {
    escalation = [
      for one in var.escalation : {
        for key, value in {
          after   = one.after
          mention = one.mention
          to = {
            for name, given in {
              slack      = one.slack_channel == null ? null : { channel = one.slack_channel }
              googleChat = one.google_chat_space == null ? null : { space = one.google_chat_space }
              paging     = one.pager_duty ? "pagerDuty" : null
            } : name => given if given != null
          }
        } : key => value if value != null
      }
    ]
  }

  database = coalesce(var.firestore.database, var.name)
  # The functions are told its name, whichever it is.
  guard_database = coalesce(
    var.firestore.guard_database,
    local.database == "(default)" ? "${var.name}-guard" : "${local.database}-guard",
  )
  # In the form of functions/adapters/config/schema.ts.
  _heartbeat = (
    var.heartbeat_minutes == null ? {} : { heartbeat = { minutes = var.heartbeat_minutes } }
  )
  # What may be changed where, and how much of it; what is not said is left out.
  _limits = {
    for key, value in {
      rules = length(var.rules) == 0 ? null : [
        for rule in var.rules : { for key, value in rule : key => value if value != null }
      ]
      silences = length(var.silences) == 0 ? null : [
        for one in var.silences : {
          for key, value in {
            runbook  = one.runbook
            project  = one.project
            folder   = one.folder
            label    = one.label
            location = one.location
            cluster  = one.cluster
            reason   = one.reason
            from     = one.from
            until    = one.until
            days     = one.days
            "for"    = one.length
            timeZone = one.time_zone
          } : key => value if value != null
        }
      ]
      actions = var.actions == null ? null : sort(var.actions)
      undo    = var.undo ? true : null
      budgets = var.budgets == null ? null : {
        repairsPerHour    = var.budgets.repairs_per_hour
        messagesPerMinute = var.budgets.messages_per_minute
      }
    } : key => value if value != null
  }
  _self_audit = var.self_audit_daily ? { selfAudit = { daily = true } } : {}
  # What messages show; the identity is the one whose missing rights they name.
  _messages = {
    messages = {
      for key, value in {
        timeZone = var.messages.time_zone
        docsUrl  = var.messages.docs_url
        config   = var.messages.config
        identity = "${var.name}-respond@${var.project_id}.iam.gserviceaccount.com"
      } : key => value if value != null
    }
  }
  _common_config = merge(local._heartbeat, local._self_audit, local._limits, local._messages, {
    projects = [
      for one in var.projects : { for key, value in one : key => value if value != null }
    ]
    mode   = var.mode
    locale = var.locale
    store = {
      firestore = {
        project       = var.project_id
        database      = local.database
        guardDatabase = local.guard_database
      }
    }
    workTopic = "projects/${var.project_id}/topics/${var.name}-work"
  })
  # Only who announces learns where.
  configurations = {
    for name, one in local.functions : name => merge(
      local._common_config,
      {
        for key, value in merge(
          { chat = merge(local._slack, local._google_chat) },
          local._routes, local._paging, local._webhooks, local._escalation,
        ) : key => value if contains(one.rights, "chat")
      },
      # For `replay` from wherever the output is read: the queue itself needs the function first.
      contains(one.rights, "chat") ? {
        deadLetters = "projects/${var.project_id}/subscriptions/${var.name}-entries-dead"
      } : {},
      {
        for key, value in local._shown_buttons : key => value
        if var.interact != null && contains(one.rights, "chat") && value != null
      },
      { for key, value in local._taken_clicks : key => value if contains(one.rights, "clicks") && value != null },
      { for key, value in local._handed_answers : key => value if contains(one.rights, "pages") },
      contains(one.rights, "pages") || contains(one.rights, "clicks") && length(local._iap) > 0 ? {
        console = local._known_console
      } : {},
      contains(one.rights, "chat") && var.console != null ? { console = local._linked_console } : {},
    )
  }
}

resource "google_secret_manager_secret" "config" {
  for_each  = local.functions
  project   = var.project_id
  secret_id = "${var.name}-config-${each.key}"
  labels    = var.labels

  replication {
    user_managed {
      replicas {
        location = var.region
        dynamic "customer_managed_encryption" {
          for_each = local.kms_key == null ? [] : [local.kms_key]
          content {
            kms_key_name = customer_managed_encryption.value
          }
        }
      }
    }
  }

  depends_on = [time_sleep.apis]
}

# A function reads its configuration when it starts, so it names the version that it was deployed with:
# another configuration is another revision. The old version goes after the new revision is there.
resource "google_secret_manager_secret_version" "config" {
  for_each              = local.functions
  secret                = google_secret_manager_secret.config[each.key].id
  secret_data           = local._config_texts[each.key].data
  is_secret_data_base64 = local._config_texts[each.key].packed

  lifecycle {
    create_before_destroy = true
    precondition {
      # Four characters of base64 are three bytes.
      condition     = local._config_texts[each.key].packed ? length(local._config_texts[each.key].data) * 3 / 4 <= local._secret_limit : true
      error_message = "The configuration of ${each.key} has ${floor(length(local._config_texts[each.key].data) * 3 / 4)} bytes, packed, and a secret takes 65,536: watch fewer projects with one responder."
    }
  }
}

locals {
  # https://docs.cloud.google.com/secret-manager/quotas
  _secret_limit = 65536
  # From some 700 projects on, the text is packed: functions read both.
  _config_texts = {
    for name, one in local.configurations : name => (
      length(jsonencode(one)) <= local._secret_limit
      ? { data = jsonencode(one), packed = false }
      : { data = base64gzip(jsonencode(one)), packed = true }
    )
  }
}

resource "google_secret_manager_secret_iam_member" "config" {
  for_each  = local.functions
  project   = var.project_id
  secret_id = google_secret_manager_secret.config[each.key].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.accounts[each.key].member
}

locals {
  _chat_readers = merge([
    for name, mounts in local.mounted_secrets : {
      for mount, id in mounts : "${name}/${mount}" => { function = name, secret = id }
    }
  ]...)
}

resource "google_secret_manager_secret_iam_member" "chat" {
  for_each   = local._chat_readers
  project    = var.project_id
  secret_id  = each.value.secret
  role       = "roles/secretmanager.secretAccessor"
  member     = google_service_account.accounts[each.value.function].member
  depends_on = [time_sleep.apis]
}
