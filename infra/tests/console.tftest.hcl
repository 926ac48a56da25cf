# The function that shows incidents to people: nothing of it is there unless it is asked for, and then it may read one database
# and nothing else, and is reached in one way only.
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

run "nobody_looks_unasked" {
  command = plan
  assert {
    condition = (
      toset(keys(google_cloudfunctions2_function.functions)) == toset(["intake", "respond"])
      && output.console == null
      && !strcontains(join(" ", values(google_service_account.accounts)[*].account_id), "console")
    )
    error_message = "Without the variable there is no function, no account and no address."
  }
  assert {
    condition = sum([for one in [
      google_compute_region_network_endpoint_group.console,
      google_compute_backend_service.console,
      google_compute_url_map.console,
      google_compute_managed_ssl_certificate.console,
      google_compute_ssl_policy.console,
      google_compute_target_https_proxy.console,
      google_compute_global_address.console,
      google_compute_global_forwarding_rule.console,
      google_iap_web_backend_service_iam_member.viewers,
      google_cloud_run_service_iam_member.console,
      google_cloud_run_service_iam_member.answers,
    ] : length(one)]) == 0
    error_message = "Without the variable nothing stands in front of it, and nobody may look."
  }
  assert {
    condition = (
      !contains(local.apis, "compute.googleapis.com") && !contains(local.apis, "iap.googleapis.com")
      && !contains(keys(google_project_service_identity.agents), "iap.googleapis.com")
    )
    error_message = "Without the variable neither API is turned on, and IAP has no agent."
  }
  assert {
    condition     = alltrue([for one in output.configurations : !contains(keys(one), "console")])
    error_message = "Without the variable no function is told of a console."
  }
}

run "behind_iap" {
  variables {
    console = {
      domain  = "mesh.shop.example"
      members = ["group:platform@shop.example", "user:mina@shop.example"]
    }
    interact = {
      slack = { team = "T0SHOP", signing_secret = "slack-signing" }
    }
    people         = [{ email = "mina@shop.example", slack = "U0MINA1234" }]
    approval_rules = [{ runbook = "data-plane-upgrade-failed", groups = ["S0ONCALL"] }, { people = ["mina@shop.example"] }]
  }

  assert {
    condition = [
      for one in flatten([
        flatten([for one in module.grants : values(one.bindings)]),
        values(google_project_iam_member.store),
        values(google_project_iam_member.guard),
        values(google_project_iam_member.approvers_read),
        values(google_project_iam_member.approvers_answer),
        [google_project_iam_member.build_logs, google_project_iam_member.build_sources],
      ]) : "${one.role} where ${one.condition[0].expression}"
      if one.member == google_service_account.accounts["console"].member
      ] == [
      "roles/datastore.viewer where resource.name == 'projects/shop-responder/databases/mesh-responder'",
      "roles/datastore.viewer where resource.name == 'projects/shop-responder/databases/mesh-responder-guard'",
    ]
    error_message = "console reads both databases, writes into neither, and has no other role in any project."
  }
  assert {
    condition = toset([
      for one in concat(
        values(google_secret_manager_secret_iam_member.chat),
        values(google_secret_manager_secret_iam_member.config),
      ) : one.secret_id if one.member == google_service_account.accounts["console"].member
    ]) == toset(["mesh-responder-config-console"])
    error_message = "console reads its configuration and no other secret."
  }
  assert {
    condition     = !contains(values(google_pubsub_topic_iam_member.work)[*].member, google_service_account.accounts["console"].member)
    error_message = "console publishes nothing."
  }
  assert {
    condition = {
      for one in concat(
        values(google_cloud_run_service_iam_member.callers),
        values(google_cloud_run_service_iam_member.everybody),
        values(google_cloud_run_service_iam_member.console),
        values(google_cloud_run_service_iam_member.answers),
      ) : "${one.member} ${one.service}" => one.role
      if one.service == "mesh-responder-console" || one.member == google_service_account.accounts["console"].member
      } == {
      "serviceAccount:service-112233445566@gcp-sa-iap.iam.gserviceaccount.com mesh-responder-console" = "roles/run.invoker"
      "serviceAccount:console@shop-responder.iam.gserviceaccount.com mesh-responder-interact"         = "roles/run.invoker"
    }
    error_message = "IAP alone calls console, and console calls interact alone."
  }
  assert {
    condition = {
      for one in google_iap_web_backend_service_iam_member.viewers : one.member => "${one.role} ${one.web_backend_service}"
      } == {
      "group:platform@shop.example" = "roles/iap.httpsResourceAccessor mesh-responder-console"
      "user:mina@shop.example"      = "roles/iap.httpsResourceAccessor mesh-responder-console"
    }
    error_message = "Who may look may look at the console's backend, and at nothing else behind IAP."
  }
  assert {
    condition = {
      for name, one in google_cloudfunctions2_function.functions : name => one.service_config[0].ingress_settings
      } == {
      console  = "ALLOW_INTERNAL_AND_GCLB"
      intake   = "ALLOW_INTERNAL_ONLY"
      respond  = "ALLOW_INTERNAL_ONLY"
      interact = "ALLOW_ALL"
    }
    error_message = "The load balancer is the one way from the internet to console."
  }
  assert {
    condition = (
      google_cloudfunctions2_function.functions["console"].service_config[0].service_account_email == "console@shop-responder.iam.gserviceaccount.com"
      && google_cloudfunctions2_function.functions["console"].build_config[0].entry_point == "console"
      && google_cloudfunctions2_function.functions["console"].service_config[0].environment_variables["MESH_RESPONDER_CALLERS"] == null
      && google_cloudfunctions2_function.functions["console"].service_config[0].max_instance_count == 3
      && google_cloudfunctions2_function.functions["console"].service_config[0].min_instance_count == 0
      && !contains(keys(google_service_account.accounts), "push-console")
      && toset(keys(module.queues)) == toset(["entries", "work"])
    )
    error_message = "console runs as its own account, is small, costs nothing while nobody looks, and nothing is pushed to it."
  }
  assert {
    condition = (
      google_compute_backend_service.console["console"].iap[0].enabled
      && google_compute_backend_service.console["console"].load_balancing_scheme == "EXTERNAL_MANAGED"
      && one(google_compute_backend_service.console["console"].backend).group == google_compute_region_network_endpoint_group.console["console"].id
      && google_compute_region_network_endpoint_group.console["console"].network_endpoint_type == "SERVERLESS"
      && google_compute_region_network_endpoint_group.console["console"].region == "europe-west4"
      && google_compute_region_network_endpoint_group.console["console"].cloud_run[0].service == google_cloudfunctions2_function.functions["console"].name
    )
    error_message = "The one backend is the function, and IAP stands before it."
  }
  assert {
    condition = (
      google_compute_url_map.console["console"].default_service == google_compute_backend_service.console["console"].id
      && length(google_compute_url_map.console["console"].path_matcher) == 0
      && google_compute_target_https_proxy.console["console"].url_map == google_compute_url_map.console["console"].id
      && google_compute_managed_ssl_certificate.console["console"].managed[0].domains == tolist(["mesh.shop.example"])
      && google_compute_ssl_policy.console["console"].min_tls_version == "TLS_1_2"
      && google_compute_global_forwarding_rule.console["console"].port_range == "443"
      && google_compute_global_forwarding_rule.console["console"].target == google_compute_target_https_proxy.console["console"].id
    )
    error_message = "Everything that is asked for leads to that backend, by TLS, and port 80 is not there."
  }
  assert {
    condition     = jsondecode(jsonencode(output.configurations["console"])) == jsondecode(file("tests/expected/console.json"))
    error_message = "console is configured with tests/expected/console.json: no chat, no secret."
  }
  assert {
    condition     = jsondecode(jsonencode(output.configurations["interact"].console)) == jsondecode(file("tests/expected/console.json")).console
    error_message = "interact can tell who has answered in the console."
  }
  assert {
    condition     = jsonencode(output.configurations["respond"].console) == jsonencode({ url = "https://mesh.shop.example" })
    error_message = "respond knows where messages lead."
  }
  assert {
    condition     = !contains(keys(output.configurations["intake"]), "console")
    error_message = "intake is told of no console."
  }
  assert {
    condition = output.console == {
      url          = "https://mesh.shop.example"
      ip_address   = "203.0.113.10"
      iap_audience = "/projects/112233445566/global/backendServices/5678901234567890123"
    }
    error_message = "The output says where people look, what the domain has to point to, and whom IAP signs for."
  }
  assert {
    condition = strcontains(
      google_logging_project_sink.sinks["shop-prod/service-agent-unbound"].exclusions[0].filter,
      "resource.labels.service_name=(\"mesh-responder-console\" OR \"mesh-responder-intake\" OR \"mesh-responder-interact\" OR \"mesh-responder-respond\")",
    )
    error_message = "What console says is kept, and comes back to nobody."
  }
}

run "behind_iap_without_answers" {
  variables {
    console = { domain = "mesh.shop.example", members = ["domain:shop.example"] }
  }
  assert {
    condition = (
      toset(keys(google_cloudfunctions2_function.functions)) == toset(["console", "intake", "respond"])
      && length(google_cloud_run_service_iam_member.answers) == 0
      && !contains(keys(output.configurations["console"]), "interact")
      && output.configurations["console"].console.iapAudience == "/projects/112233445566/global/backendServices/5678901234567890123"
      && output.configurations["respond"].console.url == "https://mesh.shop.example"
    )
    error_message = "Without interact people are known, and there is nobody to hand answers to."
  }
}

run "another_domain_is_another_certificate" {
  command = plan
  variables {
    console = { domain = "incidents.shop.example", members = ["domain:shop.example"] }
  }
  assert {
    condition     = google_compute_managed_ssl_certificate.console["console"].name != "mesh-responder-console-${substr(sha256("mesh.shop.example"), 0, 8)}"
    error_message = "A certificate in use cannot be taken away: the next one has another name."
  }
}

run "behind_iam_alone" {
  variables {
    console        = { access = "iam", members = ["group:platform@shop.example", "user:mina@shop.example"] }
    interact       = { google_chat = { account = "chat@shop-responder.iam.gserviceaccount.com" } }
    approval_rules = [{ people = ["mina@shop.example"] }]
  }
  assert {
    condition = {
      for one in google_cloud_run_service_iam_member.console : one.member => "${one.role} ${one.service}"
      } == {
      "group:platform@shop.example" = "roles/run.invoker mesh-responder-console"
      "user:mina@shop.example"      = "roles/run.invoker mesh-responder-console"
    }
    error_message = "Those who may look may call the function, and nobody else."
  }
  assert {
    condition = (
      length(google_compute_backend_service.console) == 0
      && length(google_compute_global_address.console) == 0
      && length(google_iap_web_backend_service_iam_member.viewers) == 0
      && length(google_cloud_run_service_iam_member.answers) == 0
      && !contains(local.apis, "iap.googleapis.com")
      && !contains(local.apis, "compute.googleapis.com")
    )
    error_message = "There is no load balancer and no IAP, and console may not call interact."
  }
  assert {
    condition     = google_cloudfunctions2_function.functions["console"].service_config[0].ingress_settings == "ALLOW_ALL"
    error_message = "People call the function from where they are; IAM looks who they are."
  }
  assert {
    condition = (
      jsonencode(output.configurations["console"].console) == "{}"
      && alltrue([for key in ["interact", "people", "approvers", "chat"] : !contains(keys(output.configurations["console"]), key)])
      && !contains(keys(output.configurations["interact"]), "console")
      && jsonencode(output.configurations["respond"].console) == "{}"
    )
    error_message = "Nobody is known, so that nobody answers; no message links to an address that a browser cannot open."
  }
  assert {
    condition     = output.console == { url = "https://function-abc-ew.a.run.app", ip_address = null, iap_audience = null }
    error_message = "The output says the function's own address."
  }
}

run "refuses_a_half_of_iap" {
  command = plan
  variables {
    console = { members = ["user:mina@shop.example"] }
  }
  expect_failures = [var.console]
}

run "refuses_a_domain_without_a_load_balancer" {
  command = plan
  variables {
    console = { access = "iam", domain = "mesh.shop.example", members = ["user:mina@shop.example"] }
  }
  expect_failures = [var.console]
}

run "refuses_another_access" {
  command = plan
  variables {
    console = { access = "public", members = ["user:mina@shop.example"] }
  }
  expect_failures = [var.console]
}

run "refuses_a_console_for_nobody" {
  command = plan
  variables {
    console = { domain = "mesh.shop.example", members = [] }
  }
  expect_failures = [var.console]
}

run "refuses_everybody" {
  command = plan
  variables {
    console = { access = "iam", members = ["allUsers"] }
  }
  expect_failures = [var.console]
}

run "refuses_everybody_who_has_an_account" {
  command = plan
  variables {
    console = { domain = "mesh.shop.example", members = ["allAuthenticatedUsers"] }
  }
  expect_failures = [var.console]
}

run "refuses_an_address_for_a_domain" {
  command = plan
  variables {
    console = { domain = "https://mesh.shop.example", members = ["user:mina@shop.example"] }
  }
  expect_failures = [var.console]
}
