# The deployables of functions/index.ts, one entry of functions.json each.

locals {
  _asked_by_people = [
    for name, one in local.functions : name if length(setintersection(one.rights, ["clicks", "pages"])) > 0
  ]
  # Pub/Sub and Cloud Scheduler of this project come in, the internet does not: only to whoever takes clicks, because
  # Slack and Google Chat call from there, and to pages that IAM lets people call themselves. Behind IAP the load balancer
  # is the one way in. https://docs.cloud.google.com/run/docs/securing/ingress
  _ingress = {
    for name, one in local.functions : name => (
      contains(one.rights, "pages") && length(local._iap) > 0 ? "ALLOW_INTERNAL_AND_GCLB"
      : contains(local._asked_by_people, name) ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"
    )
  }
  _volumes = {
    for name, one in local.functions : name => merge(
      {
        config = {
          secret  = google_secret_manager_secret.config[name].secret_id
          version = google_secret_manager_secret_version.config[name].version
          file    = "config.json"
        }
      },
      {
        # The newest: a new version takes effect with the next instance, without a deployment.
        for mount, id in local.mounted_secrets[name] : mount => {
          secret  = id
          version = "latest"
          file    = "value"
        }
      }
    )
  }
}

# A grant that was just made is not yet in force, and a function that cannot read its secrets, or be
# built, is not deployed.
resource "time_sleep" "grants" {
  create_duration = "60s"
  triggers = {
    accounts = join(",", sort(keys(local._accounts)))
    secrets  = join(",", sort(distinct(flatten([for mounts in local.mounted_secrets : values(mounts)]))))
  }
  depends_on = [
    google_artifact_registry_repository_iam_member.build,
    google_kms_crypto_key_iam_member.agents,
    google_project_iam_member.build_logs,
    google_project_iam_member.build_sources,
    google_secret_manager_secret_iam_member.chat,
    google_secret_manager_secret_iam_member.config,
  ]
}

resource "google_cloudfunctions2_function" "functions" {
  for_each     = local.functions
  project      = var.project_id
  location     = var.region
  name         = "${var.name}-${each.key}"
  description  = "Mesh responder: ${each.value.purpose}"
  kms_key_name = local.kms_key
  labels       = var.labels

  build_config {
    runtime           = "nodejs24"
    entry_point       = each.key
    service_account   = google_service_account.accounts["build"].name
    docker_repository = google_artifact_registry_repository.images.id
    # A bundle needs no build; no script of a package is to run while it is installed.
    environment_variables = {
      GOOGLE_NODE_RUN_SCRIPTS   = ""
      NPM_CONFIG_IGNORE_SCRIPTS = "true"
    }
    source {
      storage_source {
        bucket = google_storage_bucket.sources.name
        object = google_storage_bucket_object.source.name
      }
    }
  }

  service_config {
    ingress_settings                 = local._ingress[each.key]
    service_account_email            = google_service_account.accounts[each.key].email
    available_cpu                    = each.value.cpu
    available_memory                 = each.value.memory
    max_instance_request_concurrency = each.value.concurrency
    min_instance_count               = each.value.min_instances
    max_instance_count               = each.value.max_instances
    timeout_seconds                  = each.value.timeout_seconds
    all_traffic_on_latest_revision   = true

    environment_variables = {
      # Otherwise the framework answers with the words of an error.
      NODE_ENV              = "production"
      MESH_RESPONDER_CONFIG = "${local._mount}/config/config.json"
      # A second fence: IAM decides who may call, and the function looks who it was. Null where people do.
      MESH_RESPONDER_CALLERS = contains(local._asked_by_people, each.key) ? null : join(",", [
        for name, called in local._callers :
        google_service_account.accounts[name].email if called == each.key
      ])
      # Under load it stays within half of an instance of 256 MiB: docs/performance.md. By itself node lets its heap grow beyond
      # the whole instance, and the platform ends it. https://nodejs.org/api/cli.html#--max-old-space-size-percentagepercentage
      NODE_OPTIONS = "--max-semi-space-size=1 --max-old-space-size-percentage=50"
      # Otherwise the framework stands between our structured lines and the log.
      LOG_EXECUTION_ID = "false"
    }

    dynamic "secret_volumes" {
      for_each = local._volumes[each.key]
      content {
        mount_path = "${local._mount}/${secret_volumes.key}"
        project_id = var.project_id
        secret     = secret_volumes.value.secret
        versions {
          version = secret_volumes.value.version
          path    = secret_volumes.value.file
        }
      }
    }
  }

  depends_on = [
    google_firestore_database.guard,
    google_firestore_database.incidents,
    time_sleep.grants,
  ]
}

# Each function may be called by its subscription's account, respond by the sweep's as well.
locals {
  _callers = merge(
    {
      for name, one in local.functions : "push-${name}" => name if one.topic != null
    },
    { sweep = "respond" },
  )
}

resource "google_cloud_run_service_iam_member" "callers" {
  for_each = local._callers
  project  = var.project_id
  location = var.region
  service  = google_cloudfunctions2_function.functions[each.value].name
  role     = "roles/run.invoker"
  member   = google_service_account.accounts[each.key].member
}
