removed {
  from = google_project_iam_member.mesh

  lifecycle {
    destroy = false
  }
}
