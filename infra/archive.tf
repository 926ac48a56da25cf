# The deploy archive. An object is named by its hash, so that other code is another plan: a function
# is not deployed again when an object of the same name has other contents.
# https://github.com/hashicorp/terraform-provider-google/issues/1938

locals {
  _archive = coalesce(var.archive, "${path.module}/../dist/functions")
  _is_zip  = endswith(local._archive, ".zip")
  archive_zip = (
    local._is_zip
    ? local._archive
    : data.archive_file.bundle["folder"].output_path
  )
  archive_hash = (
    local._is_zip
    ? filesha256(local._archive)
    : data.archive_file.bundle["folder"].output_sha256
  )
}

data "archive_file" "bundle" {
  for_each         = local._is_zip ? {} : { folder = local._archive }
  type             = "zip"
  source_dir       = each.value
  output_path      = "${path.root}/.terraform/${var.name}.zip"
  output_file_mode = "0644"
}

resource "google_storage_bucket" "sources" {
  project                     = var.project_id
  name                        = "${var.project_id}-${var.name}-sources"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false
  labels                      = var.labels

  versioning {
    enabled = true
  }

  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 90
    }
    action {
      type = "Delete"
    }
  }

  dynamic "encryption" {
    for_each = local.kms_key == null ? [] : [local.kms_key]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [time_sleep.apis]
}

resource "google_storage_bucket_object" "source" {
  bucket       = google_storage_bucket.sources.name
  name         = "functions-${local.archive_hash}.zip"
  source       = local.archive_zip
  content_type = "application/zip"
}

# The images. A repository of our own, so that the builder may write here and nowhere else.
resource "google_artifact_registry_repository" "images" {
  project       = var.project_id
  location      = var.region
  repository_id = var.name
  description   = "Images of the mesh responder's functions"
  format        = "DOCKER"
  kms_key_name  = local.kms_key
  labels        = var.labels

  cleanup_policies {
    id     = "keep-recent"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }
  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      older_than = "7776000s"
    }
  }

  depends_on = [time_sleep.apis]
}

resource "google_artifact_registry_repository_iam_member" "build" {
  project    = var.project_id
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.accounts["build"].member
}

resource "google_project_iam_member" "build_logs" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = google_service_account.accounts["build"].member
}

# Cloud Functions copies the archive into a bucket that it makes with the first deployment, and the
# builder reads it there. https://docs.cloud.google.com/functions/docs/building
resource "google_project_iam_member" "build_sources" {
  project = var.project_id
  role    = "roles/storage.objectViewer"
  member  = google_service_account.accounts["build"].member

  condition {
    title       = "only-sources-of-functions"
    description = "The bucket that Cloud Functions makes, and ours."
    expression = join(" || ", [
      for bucket in [
        "gcf-v2-sources-${data.google_project.responder.number}-${var.region}",
        google_storage_bucket.sources.name,
      ] : "resource.name.startsWith('projects/_/buckets/${bucket}')"
    ])
  }
}
