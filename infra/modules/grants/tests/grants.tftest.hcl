# What must hold of the grants in a project. Providers are mocked: this needs neither credentials nor a project.

mock_provider "google" {}

variables {
  project_id = "shop-prod"
  member     = "serviceAccount:respond@shop-responder.iam.gserviceaccount.com"
  roles = {
    read                  = { role = "organizations/118290374655/roles/mesh_read" }
    bind                  = { role = "organizations/118290374655/roles/mesh_bind", may_give = ["roles/a", "roles/b"] }
    closed                = { role = "organizations/118290374655/roles/mesh_closed", may_give = [] }
    "roles/gkehub.viewer" = { role = "roles/gkehub.viewer" }
  }
}

run "each_role_once_in_the_project" {
  assert {
    condition = { for key, one in google_project_iam_member.respond : key => one.role } == {
      for key, one in var.roles : key => one.role
    }
    error_message = "Every role is granted under its own name."
  }
  assert {
    condition = alltrue([
      for one in google_project_iam_member.respond : one.project == var.project_id && one.member == var.member
    ])
    error_message = "They are the member's, in this project."
  }
}

run "who_may_write_policies_is_fenced" {
  assert {
    condition = { for key, one in output.bindings : key => one.condition if one.condition != null } == {
      bind   = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/a', 'roles/b'])"
      closed = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([])"
    }
    error_message = "Who may write policies may give the roles that are named, or none; nothing else has a condition."
  }
}
