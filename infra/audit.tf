# What the responder said and did, kept longer than Logging's own 30 days.

resource "google_logging_project_bucket_config" "audit" {
  project        = var.project_id
  location       = var.region
  bucket_id      = var.name
  description    = "What the mesh responder said and did"
  retention_days = var.audit.retention_days
  locked         = var.audit.locked
  depends_on     = [time_sleep.apis]
}

# A log bucket of the same project needs no grant.
resource "google_logging_project_sink" "audit" {
  project                = var.project_id
  name                   = "${var.name}-audit"
  description            = "The mesh responder's own lines, to be kept"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.audit.id}"
  filter                 = local.own_lines
  unique_writer_identity = true
}
