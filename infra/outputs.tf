output "audit_bucket" {
  description = "Full name of the log bucket that keeps what the responder said and did."
  value       = google_logging_project_bucket_config.audit.id
  depends_on  = [google_logging_project_sink.audit]
}

output "configurations" {
  description = "The configuration file of each function, by its name; `mesh-responder filters --config` and `doctor` take respond's."
  value       = local.configurations
}

output "console" {
  description = "Where people look, once they may. Behind IAP: the address, the IPv4 address that the domain's A record has to name, and the audience of IAP's assertions. With IAM alone: the function's own address. Null without `console`."
  value = var.console == null ? null : {
    url          = length(local._iap) == 0 ? google_cloudfunctions2_function.functions["console"].service_config[0].uri : local._console_url
    ip_address   = one([for one in google_compute_global_address.console : one.address])
    iap_audience = local._iap_audience
  }
  depends_on = [
    google_cloud_run_service_iam_member.answers,
    google_cloud_run_service_iam_member.console,
    google_compute_global_forwarding_rule.console,
    google_iap_web_backend_service_iam_member.viewers,
  ]
}

output "dead_letter_subscriptions" {
  description = "Names of the subscriptions that keep dead letters, by topic."
  value       = { for name, one in module.queues : name => one.dead_letter_subscription }
}

output "functions" {
  description = "Name, address and service account of each function, once it may be called and may use its store."
  value = {
    for name, one in google_cloudfunctions2_function.functions : name => {
      name            = one.name
      uri             = one.service_config[0].uri
      service_account = google_service_account.accounts[name].email
    }
  }
  depends_on = [
    google_cloud_run_service_iam_member.callers,
    google_cloud_run_service_iam_member.console,
    google_cloud_run_service_iam_member.everybody,
    google_firestore_field.expiring,
    google_firestore_field.unindexed,
    google_firestore_index.indexes,
    google_project_iam_member.guard,
    google_project_iam_member.store,
    google_pubsub_topic_iam_member.work,
    module.grants,
  ]
}

output "interact" {
  description = "Where people's clicks go, once the function may be asked: the addresses for the Slack app (interactivity, slash command) and for the Chat app. Null without `interact`."
  value = var.interact == null ? null : {
    url                 = local.interact_url
    slack_interactivity = "${local.interact_url}/slack/interactivity"
    slack_command       = "${local.interact_url}/slack/command"
    google_chat         = "${local.interact_url}/google-chat"
  }
  depends_on = [google_cloud_run_service_iam_member.everybody]
}

output "roles" {
  description = "What respond is granted: the projects, the permissions there, and the roles that it may give."
  value = {
    for key, one in local.roles : key => {
      projects    = [for pair in local._project_roles : pair.project if pair.role == key]
      permissions = one.permissions
      may_give    = one.grants
    }
  }

  precondition {
    condition = alltrue([
      for key, one in local.roles
      : length(one.grants) > 0 if contains(one.permissions, local._set_iam_policy)
    ])
    error_message = "An action that may write policies has to name in `grants` of its action.json the roles that it gives."
  }
}

output "sinks" {
  description = "The filter of each runbook's sink, once the sinks may publish."
  value       = local.filters
  depends_on  = [google_pubsub_topic_iam_member.writers]
}

output "sweep" {
  description = "Name of the scheduler job that calls respond each minute."
  value       = google_cloud_scheduler_job.sweep.name
}

output "topics" {
  description = "Full names of the topics, by what they carry."
  value       = { for name, one in module.queues : name => one.topic }
}
