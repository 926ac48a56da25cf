# The function that takes people's clicks: nothing of it is there unless it is asked for, and then it is the only one that the
# internet reaches and may do the least.
# Providers are mocked: this needs neither credentials nor a project. Where a value is known only once
# something is made, the run applies to the mocks.

mock_provider "archive" {
  source = "./tests/mocks/archive"
}
mock_provider "google" {
  source = "./tests/mocks/google"
}
mock_provider "google-beta" {
  source = "./tests/mocks/google-beta"
}
mock_provider "time" {}

variables {
  routes     = [{ project = "shop-prod", slack = { webhook_secret = "team-webhook" } }]
  paging     = { pager_duty = { routing_key_secret = "pager-key" } }
  webhooks   = [{ url = "https://hooks.example.com/mesh", secret = "signing" }]
  escalation = [{ after = "15m", pager_duty = true }]
}

run "nobody_clicks_unasked" {
  command = plan
  assert {
    condition = (
      toset(keys(google_cloudfunctions2_function.functions)) == toset(["intake", "respond"])
      && length(google_cloud_run_service_iam_member.everybody) == 0
      && output.interact == null
      && !strcontains(join(" ", values(google_service_account.accounts)[*].account_id), "interact")
    )
    error_message = "Without the variable there is no function, no account, no public grant and no address."
  }
  assert {
    condition = alltrue(flatten([
      for one in output.configurations : [
        for key in ["interact", "people", "approvers"] : !contains(keys(one), key)
      ]
    ]))
    error_message = "Without the variable no function is told of people."
  }
}

run "clicks_are_taken" {
  variables {
    interact = {
      slack       = { team = "T0SHOP", signing_secret = "slack-signing", former_signing_secret = "slack-signing-before" }
      google_chat = { account = "service-112233445566@gcp-sa-gsuiteaddons.iam.gserviceaccount.com" }
    }
    people = [{ email = "mina@shop.example", slack = "U0MINA1234", google_chat = "users/1001" }]
    approval_rules = [
      { runbook = "data-plane-upgrade-failed", people = ["mina@shop.example"], groups = ["S0ONCALL"] },
      { people = ["mina@shop.example", "joon@shop.example"], votes = 2, except = "who-caused-it" },
    ]
  }

  assert {
    condition = {
      for one in flatten([
        flatten([for one in module.grants : values(one.bindings)]),
        values(google_project_iam_member.store),
        values(google_project_iam_member.guard),
        values(google_project_iam_member.approvers_read),
        values(google_project_iam_member.approvers_answer),
        [google_project_iam_member.build_logs, google_project_iam_member.build_sources],
      ]) : one.role => one.condition[0].expression
      if one.member == google_service_account.accounts["interact"].member
      } == {
      "roles/datastore.viewer" = "resource.name == 'projects/shop-responder/databases/mesh-responder'"
      "roles/datastore.user"   = "resource.name == 'projects/shop-responder/databases/mesh-responder-guard'"
    }
    error_message = "interact reads the incidents' database and writes the guard's, and has no other role in any project."
  }
  assert {
    condition = toset(values(google_pubsub_topic_iam_member.work)[*].member) == toset([
      google_service_account.accounts["intake"].member,
      google_service_account.accounts["interact"].member,
    ])
    error_message = "Only intake and interact publish on the work topic."
  }
  assert {
    condition = toset([
      for one in concat(
        values(google_secret_manager_secret_iam_member.chat),
        values(google_secret_manager_secret_iam_member.config),
      ) : one.secret_id if one.member == google_service_account.accounts["interact"].member
    ]) == toset(["mesh-responder-config-interact", "slack-signing", "slack-signing-before", "slack-token"])
    error_message = "interact reads its configuration, the signing secrets and the bot's token, and no other secret."
  }
  assert {
    condition = alltrue([
      for one in google_secret_manager_secret_iam_member.chat
      : one.member == google_service_account.accounts["interact"].member
      if startswith(one.secret_id, "slack-signing")
    ])
    error_message = "Nobody else reads the signing secrets."
  }
  assert {
    condition = {
      for name, one in google_cloudfunctions2_function.functions : name => toset([
        for volume in one.service_config[0].secret_volumes : volume.secret if startswith(volume.secret, "slack-")
      ])
      } == {
      intake   = toset([])
      respond  = toset(["slack-token"])
      interact = toset(["slack-token", "slack-signing", "slack-signing-before"])
    }
    error_message = "The signing secrets are mounted for interact alone."
  }
  assert {
    condition = {
      for name, one in google_cloudfunctions2_function.functions : name => one.service_config[0].ingress_settings
      } == {
      intake   = "ALLOW_INTERNAL_ONLY"
      respond  = "ALLOW_INTERNAL_ONLY"
      interact = "ALLOW_ALL"
    }
    error_message = "The internet reaches interact and no other function."
  }
  assert {
    condition = {
      for one in concat(
        values(google_cloud_run_service_iam_member.callers),
        values(google_cloud_run_service_iam_member.everybody),
      ) : one.member => "${one.role} ${one.service}"
      } == {
      "serviceAccount:push-intake@shop-responder.iam.gserviceaccount.com"  = "roles/run.invoker mesh-responder-intake"
      "serviceAccount:push-respond@shop-responder.iam.gserviceaccount.com" = "roles/run.invoker mesh-responder-respond"
      "serviceAccount:sweep@shop-responder.iam.gserviceaccount.com"        = "roles/run.invoker mesh-responder-respond"
      allUsers                                                             = "roles/run.invoker mesh-responder-interact"
    }
    error_message = "Everybody may ask interact, and interact alone."
  }
  assert {
    condition = (
      google_cloudfunctions2_function.functions["interact"].service_config[0].service_account_email == "interact@shop-responder.iam.gserviceaccount.com"
      && google_cloudfunctions2_function.functions["interact"].build_config[0].entry_point == "interact"
      && google_cloudfunctions2_function.functions["interact"].service_config[0].environment_variables["MESH_RESPONDER_CALLERS"] == null
      && google_cloudfunctions2_function.functions["interact"].service_config[0].timeout_seconds == 30
      && google_cloudfunctions2_function.functions["interact"].service_config[0].max_instance_count == 3
      && google_cloudfunctions2_function.functions["interact"].service_config[0].min_instance_count == 0
    )
    error_message = "interact runs as its own account, is small, and serves callers that have no account of ours."
  }
  assert {
    condition = alltrue([
      for one in ["push-intake", "push-respond", "sweep"] : contains(keys(google_service_account.accounts), one)
    ]) && !contains(keys(google_service_account.accounts), "push-interact") && !contains(keys(module.queues), "clicks")
    error_message = "Nothing is pushed to interact."
  }
  assert {
    condition     = jsondecode(jsonencode(output.configurations["interact"])) == jsondecode(file("tests/expected/interact.json"))
    error_message = "interact is configured with tests/expected/interact.json: no webhook, no route, no pager."
  }
  assert {
    condition = jsondecode(jsonencode({
      for key in ["interact", "people", "approvers"] : key => output.configurations["respond"][key]
    })) == jsondecode(file("tests/expected/buttons.json"))
    error_message = "respond knows where buttons lead and who may answer, and no signing secret."
  }
  assert {
    condition     = alltrue([for key in ["interact", "people", "approvers", "chat"] : !contains(keys(output.configurations["intake"]), key)])
    error_message = "intake is told of no people."
  }
  assert {
    condition = output.interact == {
      url                 = "https://mesh-responder-interact-112233445566.europe-west4.run.app"
      slack_interactivity = "https://mesh-responder-interact-112233445566.europe-west4.run.app/slack/interactivity"
      slack_command       = "https://mesh-responder-interact-112233445566.europe-west4.run.app/slack/command"
      google_chat         = "https://mesh-responder-interact-112233445566.europe-west4.run.app/google-chat"
    }
    error_message = "The addresses are those that the function is configured with."
  }
  assert {
    condition = strcontains(
      google_logging_project_sink.sinks["shop-prod/service-agent-unbound"].exclusions[0].filter,
      "resource.labels.service_name=(\"mesh-responder-intake\" OR \"mesh-responder-interact\" OR \"mesh-responder-respond\")",
    )
    error_message = "What interact says is kept, and comes back to nobody."
  }
}

run "clicks_of_google_chat_alone" {
  command = plan
  variables {
    chat           = { google_chat = { space = "spaces/AAAAbbbbCCC" } }
    routes         = []
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" }, clients = [], min_instances = 1, all_users = false }
    approval_rules = [{ people = ["mina@shop.example"] }]
  }
  assert {
    condition = (
      output.configurations["interact"].chat == {}
      && jsonencode(output.configurations["interact"].interact) == jsonencode({
        clients    = []
        googleChat = { account = "chat@shop-responder.iam.gserviceaccount.com" }
        url        = local.interact_url
      })
      && output.configurations["respond"].chat.googleChat.space == "spaces/AAAAbbbbCCC"
      && contains(local.apis, "chat.googleapis.com")
    )
    error_message = "Without Slack there is no bot and no signing secret; the Chat app's API is on."
  }
  assert {
    condition     = length(local.mounted_secrets["interact"]) == 0 && length(google_cloud_run_service_iam_member.everybody) == 0
    error_message = "Then interact has no secret of chat; and where the organisation forbids it, nothing is granted to everybody."
  }
  assert {
    condition     = google_cloudfunctions2_function.functions["interact"].service_config[0].min_instance_count == 1
    error_message = "An instance can be kept warm."
  }
}

run "warns_of_approvers_who_write_themselves" {
  command = plan
  variables {
    approvers      = ["group:platform@example.com"]
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ people = ["mina@shop.example"] }]
  }
  expect_failures = [check.nobody_answers_past_interact]
}

run "refuses_clicks_that_nobody_may_make" {
  command = plan
  variables {
    interact = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
  }
  expect_failures = [var.interact]
}

run "refuses_clicks_of_slack_without_a_bot" {
  command = plan
  variables {
    chat           = { slack = { webhook_secret = "slack-webhook" } }
    interact       = { slack = { team = "T0SHOP", signing_secret = "slack-signing" } }
    approval_rules = [{ people = ["mina@shop.example"] }]
  }
  expect_failures = [var.interact]
}

run "refuses_a_signing_secrets_value" {
  command = plan
  variables {
    interact       = { slack = { team = "T0SHOP", signing_secret = "projects/p/secrets/s" } }
    approval_rules = [{ people = ["mina@shop.example"] }]
  }
  expect_failures = [var.interact]
}

run "refuses_a_workspace_by_name" {
  command = plan
  variables {
    interact       = { slack = { team = "", signing_secret = "slack-signing" } }
    approval_rules = [{ people = ["mina@shop.example"] }]
  }
  expect_failures = [var.interact]
}

run "reads_google_groups_where_one_is_named" {
  command = plan
  variables {
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ groups = ["mesh-oncall@shop.example"] }]
  }
  assert {
    condition = (
      contains(local.apis, "cloudidentity.googleapis.com")
      && local.configurations["interact"].approvers[0].groups[0] == "mesh-oncall@shop.example"
      && local.configurations["respond"].approvers[0].groups[0] == "mesh-oncall@shop.example"
    )
    error_message = "respond reads who is in it, and both know its name."
  }
}

run "refuses_a_group_by_its_name" {
  command = plan
  variables {
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ groups = ["mesh-oncall"] }]
  }
  expect_failures = [var.approval_rules]
}

run "refuses_groups_that_nobody_can_read" {
  command = plan
  variables {
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ groups = ["S0ONCALL"] }]
  }
  expect_failures = [var.interact]
}

run "refuses_more_votes_than_people" {
  command = plan
  variables {
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ people = ["mina@shop.example", "Mina@shop.example"], votes = 2 }]
  }
  expect_failures = [var.approval_rules]
}

run "refuses_a_rule_about_no_runbook" {
  command = plan
  variables {
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ runbook = "no-such-runbook", people = ["mina@shop.example"] }]
  }
  expect_failures = [var.approval_rules]
}

run "refuses_two_people_with_one_id" {
  command = plan
  variables {
    people = [{ email = "mina@shop.example", slack = "U0MINA1234" }, { email = "joon@shop.example", slack = "U0MINA1234" }]
  }
  expect_failures = [var.people]
}

run "refuses_a_space_by_its_address" {
  command = plan
  variables {
    chat = { google_chat = { space = "https://chat.google.com/room/AAAAbbbbCCC" } }
  }
  expect_failures = [var.chat]
}
