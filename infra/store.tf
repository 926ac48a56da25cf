# Where incidents live. Indexes and expiring fields are the store's own list.

locals {
  _store = jsondecode(file("${local._functions_dir}/adapters/store/firestore/firestore.json"))
  _indexes = {
    for index in local._store.indexes
    : join("/", concat(
      [index.collection],
      [for one in index.fields : "${one.field} ${one.order}"]
    )) => index
  }
  _expiring = {
    for one in local._store.ttl : "${one.collection}/${one.field}" => one
  }
  # Never searched for; an index of them would cost with each write, and has a limit of size.
  _unindexed = {
    for one in try(local._store.unindexed, [])
    : "${one.collection}/${one.field}" => one
  }
}

resource "google_firestore_database" "incidents" {
  project     = var.project_id
  name        = local.database
  location_id = coalesce(var.firestore.location, var.region)
  type        = "FIRESTORE_NATIVE"
  delete_protection_state = (
    var.deletion_protection
    ? "DELETE_PROTECTION_ENABLED"
    : "DELETE_PROTECTION_DISABLED"
  )
  deletion_policy = var.deletion_protection ? "ABANDON" : "DELETE"
  point_in_time_recovery_enablement = (
    var.firestore.point_in_time_recovery
    ? "POINT_IN_TIME_RECOVERY_ENABLED"
    : "POINT_IN_TIME_RECOVERY_DISABLED"
  )

  dynamic "cmek_config" {
    for_each = local.kms_key == null ? [] : [local.kms_key]
    content {
      kms_key_name = cmek_config.value
    }
  }

  depends_on = [time_sleep.apis]
}

resource "google_firestore_index" "indexes" {
  for_each    = local._indexes
  project     = var.project_id
  database    = google_firestore_database.incidents.name
  collection  = each.value.collection
  query_scope = "COLLECTION"

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path = fields.value.field
      order      = fields.value.order
    }
  }
}

resource "google_firestore_field" "expiring" {
  for_each   = local._expiring
  project    = var.project_id
  database   = google_firestore_database.incidents.name
  collection = each.value.collection
  field      = each.value.field

  ttl_config {}
}

resource "google_firestore_field" "unindexed" {
  for_each   = local._unindexed
  project    = var.project_id
  database   = google_firestore_database.incidents.name
  collection = each.value.collection
  field      = each.value.field

  index_config {}
}

# In this database alone.
# https://docs.cloud.google.com/firestore/native/docs/manage-databases
resource "google_project_iam_member" "store" {
  for_each = {
    for name, one in local.functions : name => one if contains(one.rights, "store")
  }
  project = var.project_id
  role    = "roles/datastore.user"
  member  = google_service_account.accounts[each.key].member

  condition {
    title       = "only-the-incidents"
    description = "The responder's database."
    expression  = "resource.name == 'projects/${var.project_id}/databases/${local.database}'"
  }
}
