removed {
  from = google_project_service.mesh

  lifecycle {
    destroy = false
  }
}
