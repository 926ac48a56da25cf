output "bindings" {
  description = "The bindings that were made, by the names of `roles`: role, member, and the condition's expression or null."
  value = {
    for key, one in google_project_iam_member.respond : key => {
      role      = one.role
      member    = one.member
      condition = try(one.condition[0].expression, null)
    }
  }
}
