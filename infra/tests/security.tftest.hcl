# What must hold of who may do what.
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

run "identities" {
  assert {
    condition = sort(values(google_service_account.accounts)[*].account_id) == sort([
      "mesh-responder-build",
      "mesh-responder-intake",
      "mesh-responder-push-intake",
      "mesh-responder-push-respond",
      "mesh-responder-respond",
      "mesh-responder-sweep",
    ])
    error_message = "Each purpose has a service account of its own."
  }
  assert {
    condition = alltrue([
      for name, one in google_cloudfunctions2_function.functions
      : one.service_config[0].service_account_email == google_service_account.accounts[name].email
    ])
    error_message = "A function runs as its own account and as no other."
  }
  assert {
    condition = alltrue([
      for one in google_cloudfunctions2_function.functions
      : one.build_config[0].service_account == google_service_account.accounts["build"].name
    ])
    error_message = "Images are built by the account that may do nothing else."
  }
  assert {
    condition = {
      for one in google_cloud_run_service_iam_member.callers
      : one.member => "${one.role} ${one.service}"
      } == {
      "serviceAccount:push-intake@shop-responder.iam.gserviceaccount.com"  = "roles/run.invoker mesh-responder-intake"
      "serviceAccount:push-respond@shop-responder.iam.gserviceaccount.com" = "roles/run.invoker mesh-responder-respond"
      "serviceAccount:sweep@shop-responder.iam.gserviceaccount.com"        = "roles/run.invoker mesh-responder-respond"
    }
    error_message = "intake is called by its subscription, respond by its subscription and the sweep, and nothing by anybody else."
  }
  assert {
    condition = {
      for name, one in google_cloudfunctions2_function.functions
      : name => one.service_config[0].environment_variables["MESH_RESPONDER_CALLERS"]
      } == {
      intake  = "push-intake@shop-responder.iam.gserviceaccount.com"
      respond = "push-respond@shop-responder.iam.gserviceaccount.com,sweep@shop-responder.iam.gserviceaccount.com"
    }
    error_message = "The functions themselves serve the same callers and nobody else."
  }
  assert {
    condition     = google_cloud_scheduler_job.sweep.http_target[0].oidc_token[0].service_account_email == "sweep@shop-responder.iam.gserviceaccount.com"
    error_message = "The scheduler calls as the sweep's account."
  }
  assert {
    condition     = google_cloud_scheduler_job.sweep.schedule == "* * * * *" && jsondecode(base64decode(google_cloud_scheduler_job.sweep.http_target[0].body)) == { sweep = true }
    error_message = "The sweep is asked for each minute."
  }
}

run "intake_has_no_rights" {
  assert {
    condition = [
      for one in flatten([
        flatten([for one in module.grants : values(one.bindings)]),
        values(google_project_iam_member.store),
        values(google_project_iam_member.guard),
        [google_project_iam_member.build_logs, google_project_iam_member.build_sources],
      ]) : one.role
      if one.member == google_service_account.accounts["intake"].member
    ] == ["roles/datastore.user"]
    error_message = "intake has the store, and no other role in any project."
  }
  assert {
    condition     = values(google_pubsub_topic_iam_member.work)[*].member == [google_service_account.accounts["intake"].member]
    error_message = "Only intake publishes on the work topic."
  }
  assert {
    condition = [
      for one in google_cloudfunctions2_function.functions["intake"].service_config[0].secret_volumes
      : one.secret
    ] == ["mesh-responder-config-intake"]
    error_message = "intake reads its configuration and no other secret."
  }
  assert {
    condition     = !contains(keys(output.configurations["intake"]), "chat")
    error_message = "intake does not know where incidents are announced."
  }
  assert {
    condition = alltrue([
      for one in google_secret_manager_secret_iam_member.chat
      : one.member == google_service_account.accounts["respond"].member
    ])
    error_message = "Chat's secrets are respond's alone."
  }
  assert {
    condition = alltrue([
      for name, one in google_secret_manager_secret_iam_member.config
      : one.member == google_service_account.accounts[name].member
      && one.secret_id == "mesh-responder-config-${name}"
      && one.role == "roles/secretmanager.secretAccessor"
    ])
    error_message = "A function reads its own configuration only."
  }
  assert {
    condition = alltrue([
      for one in google_project_iam_member.store
      : one.condition[0].expression == "resource.name == 'projects/shop-responder/databases/mesh-responder'"
    ])
    error_message = "The store's role holds in the incidents' database alone."
  }
  assert {
    condition = (
      values(google_project_iam_member.guard)[*].member == [google_service_account.accounts["respond"].member]
      && google_project_iam_member.guard["respond"].condition[0].expression == "resource.name == 'projects/shop-responder/databases/mesh-responder-guard'"
    )
    error_message = "Only respond can open the database of approvals."
  }
}

run "nobody_answers_unasked" {
  assert {
    condition     = length(google_project_iam_member.approvers_read) == 0 && length(google_project_iam_member.approvers_answer) == 0
    error_message = "Without approvers no person may answer."
  }
}

run "approvers_read_incidents_and_write_answers" {
  variables {
    approvers = ["group:platform@example.com"]
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
      if one.member == "group:platform@example.com"
      } == {
      "roles/datastore.viewer" = "resource.name == 'projects/shop-responder/databases/mesh-responder'"
      "roles/datastore.user"   = "resource.name == 'projects/shop-responder/databases/mesh-responder-guard'"
    }
    error_message = "An approver reads the incidents' database and writes the guard's, and has no other role in any project."
  }
  assert {
    condition = !contains(concat(
      values(google_pubsub_topic_iam_member.work)[*].member,
      values(google_secret_manager_secret_iam_member.chat)[*].member,
      values(google_secret_manager_secret_iam_member.config)[*].member,
      values(google_cloud_run_service_iam_member.callers)[*].member,
    ), "group:platform@example.com")
    error_message = "An approver publishes nothing, reads no secret and calls no function."
  }
}

run "respond_has_what_the_manifests_say" {
  assert {
    condition = toset(keys(local.roles)) == setunion(["read"], flatten([
      for path in fileset("../functions/runbooks", "*/runbook.json")
      : jsondecode(file("../functions/runbooks/${path}")).actions
    ]))
    error_message = "There is one role to read, and one for each action that a runbook may plan."
  }
  assert {
    condition = alltrue([
      for id, role in local.roles
      : toset(role.permissions) == toset(jsondecode(file("../functions/actions/${id}/action.json")).permissions)
      if id != "read"
    ])
    error_message = "An action's role has the permissions of its action.json, no more and no less."
  }
  assert {
    condition = toset(local.roles["read"].permissions) == toset(concat(
      jsondecode(file("../functions/engine/engine.json")).permissions,
      flatten([
        for path in fileset("../functions/runbooks", "*/runbook.json")
        : jsondecode(file("../functions/runbooks/${path}")).permissions
      ])
    ))
    error_message = "The role to read has what the runbooks and the engine read, no more and no less."
  }
  assert {
    condition = alltrue([
      for key, one in google_project_iam_custom_role.roles
      : toset(one.permissions) == toset(local.roles[split("/", key)[1]].permissions)
      && one.project == split("/", key)[0]
    ]) && length(google_project_iam_custom_role.roles) == 3 * length(local.roles)
    error_message = "Every watched project has every role, with these permissions."
  }
  assert {
    condition = {
      for pair in flatten([
        for project, one in module.grants : [
          for key, binding in one.bindings : { key = "${project}/${key}", role = binding.role }
        ]
      ]) : pair.key => pair.role
      } == {
      for key, one in google_project_iam_custom_role.roles : key => "projects/${one.project}/roles/${one.role_id}"
      } && alltrue(flatten([
        for one in module.grants : [
          for binding in one.bindings : binding.member == google_service_account.accounts["respond"].member
        ]
    ]))
    error_message = "The roles are respond's, in the watched projects."
  }
  assert {
    condition = alltrue([
      for role in local.roles : !anytrue([
        for permission in role.permissions
        : can(regex("(delete|disable|actAs|getAccessToken|signBlob|setOrgPolicy|[*])", permission))
      ])
    ])
    error_message = "No role can delete, switch off or act as somebody else."
  }
}

run "set_iam_policy_is_fenced" {
  assert {
    condition = alltrue(flatten([
      for one in module.grants : [
        for key, binding in one.bindings : (
          contains(local.roles[key].permissions, "resourcemanager.projects.setIamPolicy")
          ? binding.condition == "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/anthosservicemesh.serviceAgent'])"
          : binding.condition == null
        )
      ]
    ]))
    error_message = "setIamPolicy is granted under the condition that names one role, and nothing else has a condition."
  }
  assert {
    condition = [
      for id, role in local.roles : id
      if contains(role.permissions, "resourcemanager.projects.setIamPolicy")
    ] == ["bind-service-agent"]
    error_message = "One role may write policies."
  }
}

run "functions_are_closed" {
  assert {
    condition = alltrue([
      for one in google_cloudfunctions2_function.functions
      : one.service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"
    ])
    error_message = "The internet does not reach a function."
  }
  assert {
    condition = alltrue([
      for one in google_cloudfunctions2_function.functions : (
        one.service_config[0].environment_variables["NODE_ENV"] == "production"
        && length(one.service_config[0].secret_environment_variables) == 0
        && toset(keys(one.service_config[0].environment_variables)) == toset([
          "LOG_EXECUTION_ID", "MESH_RESPONDER_CALLERS", "MESH_RESPONDER_CONFIG", "NODE_ENV", "NODE_OPTIONS",
        ])
      )
    ])
    error_message = "A function runs in production mode, and its environment holds no secret."
  }
  assert {
    condition = {
      for one in google_cloudfunctions2_function.functions["respond"].service_config[0].secret_volumes
      : one.secret => one.mount_path if one.versions[0].version == "latest"
      } == {
      "chat-webhook" = "/etc/mesh-responder/google-chat-webhook"
      "slack-token"  = "/etc/mesh-responder/slack-bot-token"
    }
    error_message = "Chat's secrets are mounted, in their newest version."
  }
  assert {
    condition = alltrue([
      for name, one in google_cloudfunctions2_function.functions : anytrue([
        for volume in one.service_config[0].secret_volumes
        : volume.secret == "mesh-responder-config-${name}"
        && volume.versions[0].version == google_secret_manager_secret_version.config[name].version
        && "${volume.mount_path}/${volume.versions[0].path}" == one.service_config[0].environment_variables["MESH_RESPONDER_CONFIG"]
      ])
    ])
    error_message = "The configuration is mounted where the function looks for it, in the version that it was deployed with."
  }
  assert {
    condition = alltrue([
      for one in google_cloudfunctions2_function.functions
      : one.service_config[0].max_instance_request_concurrency == 1
      || tonumber(one.service_config[0].available_cpu) >= 1
    ]) && google_cloudfunctions2_function.functions["respond"].service_config[0].max_instance_request_concurrency == 1
    error_message = "respond takes one request at a time; whoever takes more has a whole processor."
  }
  assert {
    condition = alltrue([
      for one in google_cloudfunctions2_function.functions
      : one.build_config[0].runtime == "nodejs24"
      && one.build_config[0].source[0].storage_source[0].object == "functions-c0ffee.zip"
    ])
    error_message = "The archive is named by its hash."
  }
  assert {
    condition     = google_storage_bucket.sources.public_access_prevention == "enforced" && google_storage_bucket.sources.uniform_bucket_level_access && !google_storage_bucket.sources.force_destroy
    error_message = "The archives are not public and are not deleted with the module."
  }
}

run "sinks" {
  assert {
    condition = {
      for line in compact(split("\n", file("tests/expected/filters.jsonl")))
      : jsondecode(line).runbook => jsondecode(line).filter
    } == output.sinks
    error_message = "The filters are those that mesh-responder filters --config prints."
  }
  assert {
    condition = alltrue([
      for key, one in google_logging_project_sink.sinks : (
        one.unique_writer_identity
        && one.filter == output.sinks[split("/", key)[1]]
        && one.project == split("/", key)[0]
        && coalesce(one.disabled, false) == false
        && one.exclusions[0].filter == join("\n", [
          "resource.type=\"cloud_run_revision\"",
          "resource.labels.project_id=\"shop-responder\"",
          "resource.labels.service_name=(\"mesh-responder-intake\" OR \"mesh-responder-respond\")",
        ])
      )
    ])
    error_message = "Each sink has its runbook's filter and leaves out what the responder itself says."
  }
  assert {
    condition = length(google_logging_project_sink.sinks) == 3 * length([
      for path in fileset("../functions/runbooks", "*/runbook.json") : path
      if length(jsondecode(file("../functions/runbooks/${path}")).filter) > 0
    ])
    error_message = "Every watched project has a sink for every runbook."
  }
  assert {
    condition = alltrue([
      for one in google_pubsub_topic_iam_member.writers
      : one.role == "roles/pubsub.publisher"
      && one.member == "serviceAccount:service-1@gcp-sa-logging.iam.gserviceaccount.com"
      ]) && toset(keys(google_pubsub_topic_iam_member.writers)) == toset([
      "projects/shop-fleet", "projects/shop-prod", "projects/shop-stage",
    ])
    error_message = "The writers that the sinks were given may publish, one grant for each project."
  }
  assert {
    condition     = jsondecode(jsonencode(output.configurations["respond"])) == jsondecode(file("tests/expected/respond.json"))
    error_message = "respond is configured with tests/expected/respond.json."
  }
}

run "store_and_audit" {
  assert {
    condition = alltrue([
      for one in [google_firestore_database.incidents, google_firestore_database.guard]
      : one.delete_protection_state == "DELETE_PROTECTION_ENABLED" && one.deletion_policy == "ABANDON"
    ])
    error_message = "Neither the incidents nor the approvals can be deleted by mistake."
  }
  assert {
    condition = toset([for one in google_firestore_field.expiring : "${one.database} ${one.collection} ${one.field}" if length(one.ttl_config) == 1]) == toset(concat([
      for one in local._store.ttl : "mesh-responder ${one.collection} ${one.field}"
      ], [
      for one in local._store.guard.ttl : "mesh-responder-guard ${one.collection} ${one.field}"
    ]))
    error_message = "What expires is what the store's list says."
  }
  assert {
    condition = toset([
      for one in google_firestore_index.indexes
      : jsonencode([one.collection, [for field in one.fields : [field.field_path, field.order]]])
      ]) == toset([
      for one in jsondecode(file("../functions/adapters/store/firestore/firestore.json")).indexes
      : jsonencode([one.collection, [for field in one.fields : [field.field, field.order]]])
    ])
    error_message = "The indexes are the store's list."
  }
  assert {
    condition = toset([for one in google_firestore_field.unindexed : "${one.collection} ${one.field}" if length(one.index_config) == 1 && length(one.index_config[0].indexes) == 0]) == toset([
      for one in concat(local._store.unindexed, local._store.guard.unindexed) : "${one.collection} ${one.field}"
    ])
    error_message = "Long fields have no index."
  }
  assert {
    condition     = google_logging_project_bucket_config.audit.retention_days == 400 && google_logging_project_sink.audit.filter == google_logging_project_sink.sinks["shop-prod/service-agent-unbound"].exclusions[0].filter
    error_message = "What the responder says is kept, all of it."
  }
  assert {
    condition     = alltrue([for one in google_project_service.apis : one.disable_on_destroy == false])
    error_message = "Taking the responder away switches no API off."
  }
  assert {
    condition     = alltrue([for one in google_project_service.apis : one.project == var.project_id])
    error_message = "APIs are turned on in the responder's own project alone: in the watched ones they are the responder's to repair, not Terraform's to own."
  }
}
