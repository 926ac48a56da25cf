# What the variables change, and what they refuse.
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

run "an_observer_may_change_nothing" {
  command = plan
  variables {
    mode = "observe"
  }
  assert {
    condition     = keys(local.roles) == ["read"]
    error_message = "In mode observe there is no role of an action."
  }
}

run "an_undo_reaches_what_takes_a_repair_back" {
  command = plan
  variables {
    mode = "observe"
    undo = true
    rules = [
      { runbook = "service-agent-unbound", mode = "auto" },
      { runbook = "connect-gateway-disabled", project = "shop-fleet", mode = "approve" },
    ]
  }
  assert {
    condition = (
      contains(local.reached["shop-prod"], "unbind-service-agent")
      && !contains(local.reached["shop-prod"], "disable-service")
      && contains(local.reached["shop-fleet"], "disable-service")
      && toset(local.roles["disable-service"].permissions) == toset(jsondecode(file("../functions/actions/disable-service/action.json")).permissions)
    )
    error_message = "Where a repair can be made, and nowhere else, it can be taken back."
  }
  assert {
    condition     = alltrue([for one in local.configurations : one.undo])
    error_message = "The functions are told that people may ask for it."
  }
}

run "no_undo_unless_it_is_asked_for" {
  command = plan
  variables {
    mode = "auto"
  }
  assert {
    condition = (
      !contains(keys(local.roles), "disable-service")
      && !contains(keys(local.roles), "unbind-service-agent")
      && !anytrue([for one in local.configurations : can(one.undo)])
    )
    error_message = "Without the variable respond may turn no API off, and no function is told of it."
  }
}

run "a_rule_grants_its_actions_where_it_holds" {
  command = plan
  variables {
    mode = "observe"
    rules = [
      { runbook = "service-agent-unbound", mode = "auto" },
      { runbook = "connect-gateway-disabled", project = "shop-fleet", mode = "approve" },
      { project = "shop-stage", mode = "exclude" },
    ]
    budgets = { repairs_per_hour = 3 }
    silences = [
      { project = "shop-prod", reason = "releases", days = ["sat"], from = "01:00", length = "2h", time_zone = "Asia/Seoul" },
      { cluster = "prod-eu-1", reason = "move", from = "2026-12-05T01:00:00Z", until = "2026-12-05T05:00:00Z" },
    ]
  }
  assert {
    condition = (
      contains(local.reached["shop-prod"], "bind-service-agent")
      && !contains(local.reached["shop-prod"], "enable-service")
      && contains(local.reached["shop-fleet"], "enable-service")
      && length(local.reached["shop-stage"]) == 0
    )
    error_message = "An action is reached where the most specific rule of a runbook lets it, and never where a rule excludes."
  }
  assert {
    condition = (
      contains(keys(module.grants["shop-prod"].bindings), "bind-service-agent")
      && !contains(keys(module.grants["shop-prod"].bindings), "enable-service")
      && keys(module.grants["shop-stage"].bindings) == ["read"]
    )
    error_message = "A role is granted only where its action can be reached; what reads is granted everywhere."
  }
  assert {
    condition = (
      local.configurations["respond"].rules[2] == { project = "shop-stage", mode = "exclude" }
      && local.configurations["respond"].silences[0]["for"] == "2h"
      && local.configurations["respond"].silences[0].timeZone == "Asia/Seoul"
      && keys(local.configurations["respond"].silences[1]) == ["cluster", "from", "reason", "until"]
      && local.configurations["respond"].budgets.repairsPerHour == 3
      && local.configurations["respond"].budgets.messagesPerMinute == 60
      && !can(local.configurations["respond"].actions)
    )
    error_message = "The functions are told the rules and budgets, and nothing that was not said."
  }
}

run "a_predefined_role_in_the_place_of_a_permission" {
  command = plan
  variables {
    mode             = "auto"
    predefined_roles = { "gkehub.gateway." = "roles/gkehub.gatewayEditor" }
  }
  assert {
    condition     = !anytrue(flatten([for role in local.roles : [for one in role.permissions : startswith(one, "gkehub.gateway.")]]))
    error_message = "What a predefined role gives is in no custom role."
  }
  assert {
    condition     = contains(local.roles["read"].permissions, "gkehub.features.get") && contains(local.roles["read"].predefined, "roles/gkehub.gatewayEditor")
    error_message = "The rest stays in the custom role, which says what it is without."
  }
  assert {
    condition = alltrue([
      for project in keys(local.projects)
      : module.grants[project].bindings["roles/gkehub.gatewayEditor"].role == "roles/gkehub.gatewayEditor"
    ])
    error_message = "The predefined role is respond's, once in each project."
  }
}

run "no_predefined_role_unless_asked" {
  command = plan
  assert {
    condition = alltrue(flatten([
      for one in module.grants : [for binding in one.bindings : !startswith(binding.role, "roles/")]
    ]))
    error_message = "By default respond has custom roles only."
  }
}

run "refuses_a_predefined_role_that_gives_everything" {
  command = plan
  variables {
    predefined_roles = { "gkehub." = "roles/owner" }
  }
  expect_failures = [var.predefined_roles]
}

run "refuses_an_approver_without_an_address" {
  command = plan
  variables {
    approvers = ["allAuthenticatedUsers", "domain:example.com"]
  }
  expect_failures = [var.approvers]
}

run "refuses_a_rule_about_nothing" {
  command = plan
  variables {
    rules = [{ runbook = "no-such-runbook", mode = "auto" }, { project = "elsewhere-1", mode = "never" }]
  }
  expect_failures = [var.rules]
}

run "private_runbooks_stand_beside_ours" {
  command = plan
  variables {
    mode             = "observe"
    private_runbooks = "tests/private-runbooks"
    rules            = [{ runbook = "route-deploy-refused", project = "shop-prod", mode = "auto" }]
  }
  assert {
    condition     = length(local.runbooks) == length(local._own_runbooks) + 1
    error_message = "A private runbook is one more."
  }
  assert {
    condition = alltrue([
      for project in ["shop-fleet", "shop-prod", "shop-stage"] : strcontains(
        google_logging_project_sink.sinks["${project}/route-deploy-refused"].filter,
        "routes refused: networkservices.googleapis.com is disabled",
      )
    ])
    error_message = "Every watched project has a sink for a private runbook."
  }
  assert {
    condition = (
      contains(local.roles["read"].permissions, "serviceusage.services.get")
      && local.reached["shop-prod"] == toset(["enable-service"])
      && length(local.reached["shop-stage"]) == 0
    )
    error_message = "What a private runbook reads and asks for is granted, where its mode lets it."
  }
}

run "refuses_private_runbooks_that_read_secrets" {
  command = plan
  variables {
    archive          = "tests/bundle.zip"
    private_runbooks = "tests/bad-runbooks/reads-secrets"
  }
  expect_failures = [var.private_runbooks]
}

run "refuses_private_runbooks_that_change" {
  command = plan
  variables {
    archive          = "tests/bundle.zip"
    private_runbooks = "tests/bad-runbooks/changes"
  }
  expect_failures = [var.private_runbooks]
}

run "refuses_private_runbooks_with_an_unknown_action" {
  command = plan
  variables {
    archive          = "tests/bundle.zip"
    private_runbooks = "tests/bad-runbooks/unknown-action"
  }
  expect_failures = [var.private_runbooks]
}

run "refuses_private_runbooks_with_a_name_of_ours" {
  command = plan
  variables {
    archive          = "tests/bundle.zip"
    private_runbooks = "tests/bad-runbooks/name-of-ours"
  }
  expect_failures = [var.private_runbooks]
}

run "refuses_private_runbooks_that_the_archive_lacks" {
  command = plan
  variables {
    private_runbooks = "tests/bad-runbooks/not-bundled"
  }
  expect_failures = [var.private_runbooks]
}

run "refuses_private_runbooks_that_are_not_there" {
  command = plan
  variables {
    private_runbooks = "tests/no-runbooks"
  }
  expect_failures = [var.private_runbooks]
}

run "without_a_heartbeat" {
  command = plan
  variables {
    heartbeat_minutes = null
  }
  assert {
    condition     = !contains(keys(output.configurations["respond"]), "heartbeat")
    error_message = "Without minutes no heartbeat is configured."
  }
}

run "messages_say_more" {
  command = plan
  variables {
    messages = { time_zone = "Asia/Seoul", config = "mesh-responder.json" }
  }
  assert {
    condition = output.configurations["respond"].messages == {
      config   = "mesh-responder.json"
      identity = "mesh-responder-respond@shop-responder.iam.gserviceaccount.com"
      timeZone = "Asia/Seoul"
    }
    error_message = "The functions are told what messages show, and nothing that was not given."
  }
}

run "docs_without_a_scheme" {
  command = plan
  variables {
    messages = { docs_url = "docs.example.com/" }
  }
  expect_failures = [var.messages]
}

run "actions_are_opted_into" {
  command = plan
  variables {
    actions = ["enable-service"]
  }
  assert {
    condition     = keys(local.roles) == ["enable-service", "read"]
    error_message = "Only the actions that are named have a role."
  }
  assert {
    condition     = !anytrue([for role in local.roles : contains(role.permissions, "resourcemanager.projects.setIamPolicy")])
    error_message = "Without bind-service-agent nothing may write a policy."
  }
}

run "a_folder" {
  variables {
    sink_parent       = { folder = "604418273951" }
    role_organization = "118290374655"
  }
  assert {
    condition = alltrue([
      for id, one in google_logging_folder_sink.sinks
      : one.include_children && one.folder == "604418273951" && one.filter == output.sinks[id] && length(one.exclusions) == 1
    ]) && length(google_logging_folder_sink.sinks) == length(output.sinks)
    error_message = "A folder's sinks read its projects, with the same filters."
  }
  assert {
    condition     = length(google_logging_project_sink.sinks) == 0 && length(google_logging_organization_sink.sinks) == 0
    error_message = "With a folder there are no other sinks."
  }
  assert {
    condition     = { for key, one in google_pubsub_topic_iam_member.writers : key => one.member } == { "folders/604418273951" = "serviceAccount:service-folder-1@gcp-sa-logging.iam.gserviceaccount.com" }
    error_message = "The folder's writer may publish."
  }
  assert {
    condition     = length(google_project_iam_custom_role.roles) == 0 && toset(keys(google_organization_iam_custom_role.roles)) == toset(keys(output.roles))
    error_message = "The roles are made once, in the organisation."
  }
  assert {
    condition = {
      for project, one in module.grants : project => toset(values(one.bindings)[*].role)
      } == {
      for project in ["shop-fleet", "shop-prod", "shop-stage"]
      : project => toset([
        for one in google_organization_iam_custom_role.roles : "organizations/118290374655/roles/${one.role_id}"
      ])
    }
    error_message = "Grants are made in the listed projects alone."
  }
}

run "an_organisation_with_a_key" {
  variables {
    sink_parent       = { organization = "118290374655" }
    member_constraint = { organization = "118290374655" }
    kms_key           = "projects/k/locations/europe-west4/keyRings/r/cryptoKeys/c"
    audit             = { retention_days = 1095, locked = true }
    functions         = { intake = { min_instances = 1 } }
  }
  assert {
    condition     = alltrue([for one in google_logging_organization_sink.sinks : one.include_children && one.org_id == "118290374655"]) && length(google_logging_organization_sink.sinks) == length(output.sinks)
    error_message = "An organisation's sinks read its projects."
  }
  assert {
    condition = alltrue(concat(
      [for one in google_cloudfunctions2_function.functions : one.kms_key_name == var.kms_key],
      [for one in google_secret_manager_secret.config : one.replication[0].user_managed[0].replicas[0].customer_managed_encryption[0].kms_key_name == var.kms_key],
      [
        google_artifact_registry_repository.images.kms_key_name == var.kms_key,
        google_firestore_database.incidents.cmek_config[0].kms_key_name == var.kms_key,
        google_storage_bucket.sources.encryption[0].default_kms_key_name == var.kms_key,
      ]
    ))
    error_message = "With a key, everything that is stored is encrypted with it."
  }
  assert {
    condition     = google_org_policy_custom_constraint.members["members"].action_type == "DENY" && strcontains(google_org_policy_custom_constraint.members["members"].condition, "RoleNameMatches(binding.role, ['roles/anthosservicemesh.serviceAgent'])") && strcontains(google_org_policy_custom_constraint.members["members"].condition, "!MemberSubjectEndsWith(member, ['@gcp-sa-servicemesh.iam.gserviceaccount.com'])")
    error_message = "The organisation policy fences the member."
  }
  assert {
    condition     = toset(keys(google_org_policy_policy.members)) == toset(["shop-fleet", "shop-prod", "shop-stage"]) && alltrue([for one in google_org_policy_policy.members : one.spec[0].rules[0].enforce == "TRUE"])
    error_message = "It is enforced in every watched project."
  }
  assert {
    condition     = google_logging_project_bucket_config.audit.locked && google_logging_project_bucket_config.audit.retention_days == 1095
    error_message = "The audit log can be locked."
  }
  assert {
    condition     = google_cloudfunctions2_function.functions["intake"].service_config[0].min_instance_count == 1 && google_cloudfunctions2_function.functions["intake"].service_config[0].max_instance_request_concurrency == 80
    error_message = "A setting replaces its default and leaves the others."
  }
}

run "an_archive_that_was_made_before" {
  command = plan
  variables {
    archive = "tests/bundle.zip"
  }
  assert {
    condition     = google_storage_bucket_object.source.name == "functions-${filesha256("tests/bundle.zip")}.zip"
    error_message = "The archive that was tested is deployed as it is, under its hash."
  }
}

run "refuses_a_missing_bundle" {
  command = plan
  variables {
    archive = "tests/nothing"
  }
  expect_failures = [var.archive]
}

run "refuses_an_unknown_action" {
  command = plan
  variables {
    actions = ["restart-everything"]
  }
  expect_failures = [var.actions]
}

run "refuses_an_unknown_function" {
  command = plan
  variables {
    functions = { interface = {} }
  }
  expect_failures = [var.functions]
}

run "refuses_an_unknown_mode" {
  command = plan
  variables {
    mode = "always"
  }
  expect_failures = [var.mode]
}

run "refuses_an_unknown_locale" {
  command = plan
  variables {
    locale = "fr"
  }
  expect_failures = [var.locale]
}

run "refuses_a_long_name" {
  command = plan
  variables {
    name = "mesh-responder-of-the-platform-team"
  }
  expect_failures = [var.name]
}

run "refuses_no_project" {
  command = plan
  variables {
    projects = []
  }
  expect_failures = [var.projects]
}

run "refuses_a_project_twice" {
  command = plan
  variables {
    projects = [{ id = "shop-prod", number = "1" }, { id = "shop-prod", number = "2" }]
  }
  expect_failures = [var.projects]
}

run "refuses_a_fleet_that_is_not_listed" {
  command = plan
  variables {
    projects = [{ id = "shop-prod", number = "1", fleet = "shop-fleet" }]
  }
  expect_failures = [var.projects]
}

run "refuses_a_number_that_is_none" {
  command = plan
  variables {
    projects = [{ id = "shop-prod", number = "shop" }]
  }
  expect_failures = [var.projects]
}

run "refuses_a_name_that_would_end_the_filter" {
  command = plan
  variables {
    projects = [{ id = "shop-prod", number = "1", clusters = ["a\") OR (\"\"=\""] }]
  }
  expect_failures = [var.projects]
}

run "refuses_a_secrets_value" {
  command = plan
  variables {
    chat = { google_chat = { webhook_secret = "https://chat.googleapis.com/v1/spaces/x" } }
  }
  expect_failures = [var.chat]
}

run "refuses_a_token_without_a_channel" {
  command = plan
  variables {
    chat = { slack = { bot_token_secret = "slack-token" } }
  }
  expect_failures = [var.chat]
}

run "refuses_two_parents" {
  command = plan
  variables {
    sink_parent = { folder = "1", organization = "2" }
  }
  expect_failures = [var.sink_parent]
}

run "refuses_a_channel_of_another_kind" {
  command = plan
  variables {
    notification_channels = ["#mesh"]
  }
  expect_failures = [var.notification_channels]
}

run "refuses_a_short_audit" {
  command = plan
  variables {
    audit = { retention_days = 7 }
  }
  expect_failures = [var.audit]
}

run "refuses_a_key_that_is_none" {
  command = plan
  variables {
    kms_key = "my-key"
  }
  expect_failures = [var.kms_key]
}

run "refuses_half_a_minute" {
  command = plan
  variables {
    heartbeat_minutes = 0.5
  }
  expect_failures = [var.heartbeat_minutes]
}

run "many_projects" {
  command = plan
  variables {
    projects = [
      for pair in setproduct(range(10), range(40))
      : { id = format("team-%02d-%02d-prod", pair...), number = tostring(731920000000 + 100 * pair[0] + pair[1]) }
    ]
    mode              = "observe"
    sink_parent       = { organization = "118290374655", list_projects = true }
    role_organization = "118290374655"
  }
  assert {
    condition = alltrue([
      for one in google_logging_organization_sink.sinks : length(one.filter) <= 20000
    ]) && length(google_logging_organization_sink.sinks) == 2 * length(local._own_filters)
    error_message = "Where a filter does not hold all projects, each runbook has several sinks."
  }
  assert {
    condition = alltrue([
      for one in local.projects : length([
        for id, filter in local.filters
        : id if startswith(id, "webhook-call-failure") && strcontains(filter, "\"${one.id}\"")
      ]) == 1
    ])
    error_message = "Each project stands in one of them."
  }
  assert {
    condition     = google_logging_organization_sink.sinks["webhook-call-failure-2"].name == "mesh-responder-webhook-call-failure-2"
    error_message = "They are numbered from the second on."
  }
}

run "a_large_configuration" {
  command = plan
  variables {
    projects = [
      for index in range(40) : {
        id       = format("team-%02d-prod", index)
        number   = tostring(731920000000 + index)
        clusters = [for number in range(60) : format("a-cluster-with-a-long-name-%d", number)]
      }
    ]
  }
  assert {
    condition = alltrue([
      for name, one in google_secret_manager_secret_version.config
      : one.is_secret_data_base64 && one.secret_data == base64gzip(jsonencode(local.configurations[name]))
    ])
    error_message = "A configuration that is larger than a secret is packed."
  }
}

run "an_organisation_without_a_list" {
  command = plan
  variables {
    sink_parent = { organization = "118290374655" }
  }
  assert {
    condition = alltrue([
      for id, filter in local.filters : filter == local._own_filters[id] && !strcontains(filter, "shop-prod")
    ])
    error_message = "The sinks of an organisation name no project."
  }
}

run "refuses_more_writers_than_a_topic_has_room_for" {
  command = plan
  variables {
    projects = [
      for pair in setproduct(range(39), range(40))
      : { id = format("team-%02d-%02d-prod", pair...), number = tostring(731920000000 + 100 * pair[0] + pair[1]) }
    ]
  }
  expect_failures = [var.projects]
}

run "a_rule_of_a_folder_or_a_label_holds_where_the_list_says_so" {
  command = plan
  variables {
    mode = "observe"
    projects = [
      { id = "shop-fleet", number = "731920055417", folders = ["20", "10"], labels = { env = "prod" } },
      { id = "shop-prod", number = "415104041262", fleet = "shop-fleet", folders = ["10"] },
      { id = "shop-stage", number = "982714003355", fleet = "shop-fleet" },
    ]
    rules = [
      { runbook = "service-agent-unbound", mode = "approve" },
      { folder = "10", mode = "auto" },
      { label = "env=prod", mode = "observe" },
      { label = "env=prod", folder = "20", runbook = "connect-gateway-disabled", mode = "auto" },
    ]
    silences = [
      { folder = "10", label = "env=prod", reason = "move", from = "2026-12-05T01:00:00Z", until = "2026-12-05T05:00:00Z" },
    ]
    routes = [{ label = "env=prod", slack = { channel = "C0PROD" } }]
  }
  # As test/core/guard/mode-rules.test.ts has it: a project before a label, before a folder, before a runbook.
  assert {
    condition = (
      local.modes["shop-fleet/service-agent-unbound"] == "observe"
      && local.modes["shop-fleet/connect-gateway-disabled"] == "auto"
      && local.modes["shop-prod/service-agent-unbound"] == "auto"
      && local.modes["shop-stage/service-agent-unbound"] == "approve"
      && local.modes["shop-stage/connect-gateway-disabled"] == "observe"
    )
    error_message = "The most specific rule holds: a project before a label, a label before a folder, a folder before a runbook."
  }
  assert {
    condition = (
      local.configurations["respond"].projects[0].labels["env"] == "prod"
      && join(",", local.configurations["respond"].projects[0].folders) == "20,10"
      && keys(local.configurations["respond"].projects[2]) == ["fleet", "id", "number"]
      && keys(local.configurations["respond"].silences[0]) == ["folder", "from", "label", "reason", "until"]
      && local.configurations["respond"].routes[0].label == "env=prod"
      && keys(local.configurations["respond"].rules[1]) == ["folder", "mode"]
    )
    error_message = "The functions are told folders and labels as they were given."
  }
}

run "refuses_folders_and_labels_that_no_project_has" {
  command = plan
  variables {
    rules    = [{ folder = "30", mode = "auto" }]
    routes   = [{ label = "env=prod", slack = { channel = "C0PROD" } }]
    silences = [{ label = "env", reason = "x", from = "2026-12-05T01:00:00Z", until = "2026-12-05T05:00:00Z" }]
  }
  expect_failures = [var.rules, var.routes, var.silences]
}

run "refuses_folders_and_labels_of_no_form" {
  command = plan
  variables {
    projects = [
      { id = "shop-fleet", number = "731920055417", folders = ["folders/10"] },
      { id = "shop-prod", number = "415104041262", labels = { Env = "prod" } },
      { id = "shop-stage", number = "982714003355", folders = [], labels = { env = "prod team" } },
    ]
  }
  expect_failures = [var.projects]
}

run "refuses_a_rule_that_no_project_meets" {
  command = plan
  variables {
    projects = [
      { id = "shop-fleet", number = "731920055417", labels = { env = "dev", empty = "" } },
      { id = "shop-prod", number = "415104041262", labels = { env = "prod" } },
    ]
    rules = [{ label = "empty=", mode = "observe" }, { project = "shop-prod", label = "env=dev", mode = "auto" }]
  }
  expect_failures = [var.rules]
}

run "tells_routes_pager_and_programs" {
  command = plan
  variables {
    routes = [
      { project = "shop-prod", slack = { channel = "C0SHOP" }, mention = ["S0ONCALL"] },
      { states = ["failed"], google_chat = { webhook_secret = "team-webhook" } },
    ]
    paging   = { pager_duty = { routing_key_secret = "pager-key", region = "eu" } }
    webhooks = [{ url = "https://hooks.example.com/mesh", secret = "signing" }]
    escalation = [
      { after = "15m", pager_duty = true },
      { after = "1h", slack_channel = "C0BOSS" },
      { after = "2h", google_chat_space = "spaces/BOSS" },
    ]
  }
  assert {
    condition = jsonencode([
      for key in ["routes", "paging", "webhooks", "escalation"] : output.configurations["respond"][key]
      ]) == jsonencode([
      [
        { mention = ["S0ONCALL"], project = "shop-prod", to = { slack = { channel = "C0SHOP" } } },
        {
          states = ["failed"]
          to     = { googleChat = { webhook = { file = "/etc/mesh-responder/route-1-google-chat/value" } } }
        },
      ],
      { pagerDuty = { region = "eu", routingKey = { file = "/etc/mesh-responder/pagerduty-key/value" } } },
      [{ secret = { file = "/etc/mesh-responder/webhook-0/value" }, url = "https://hooks.example.com/mesh" }],
      [
        { after = "15m", to = { paging = "pagerDuty" } },
        { after = "1h", to = { slack = { channel = "C0BOSS" } } },
        { after = "2h", to = { googleChat = { space = "spaces/BOSS" } } },
      ],
    ])
    error_message = "respond is told of routes, the pager, programs and the escalation, and of no secret's value."
  }
  assert {
    condition     = contains(local.apis, "chat.googleapis.com")
    error_message = "The Chat app posts to a step's space through its API."
  }
  assert {
    condition = alltrue([
      for key in ["routes", "paging", "webhooks", "escalation"] : !contains(keys(output.configurations["intake"]), key)
    ])
    error_message = "Only who announces learns where."
  }
  assert {
    condition = toset([
      for one in google_secret_manager_secret_iam_member.chat : "${one.secret_id}"
    ]) == toset(["chat-webhook", "pager-key", "signing", "slack-token", "team-webhook"])
    error_message = "respond reads these secrets, and no other."
  }
}

run "refuses_a_route_to_nowhere" {
  command = plan
  variables {
    routes = [{ project = "shop-prod" }]
  }
  expect_failures = [var.routes]
}

run "refuses_a_routing_keys_value" {
  command = plan
  variables {
    paging = { pager_duty = { routing_key_secret = "projects/p/secrets/s" } }
  }
  expect_failures = [var.paging]
}

run "refuses_an_unknown_region_of_the_pager" {
  command = plan
  variables {
    paging = { pager_duty = { routing_key_secret = "pager-key", region = "asia" } }
  }
  expect_failures = [var.paging]
}

run "refuses_a_webhook_with_a_port" {
  command = plan
  variables {
    webhooks = [{ url = "https://hooks.example.com:8443/", secret = "signing" }]
  }
  expect_failures = [var.webhooks]
}

run "refuses_a_step_that_tells_nobody" {
  command = plan
  variables {
    escalation = [{ after = "15m" }]
  }
  expect_failures = [var.escalation]
}
