variable "member" {
  description = "Who is granted the roles, as an IAM member: respond's service account."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The watched project."
  type        = string
  nullable    = false
}

variable "roles" {
  description = "The roles by a name of their own: each with its full name, and where it may write policies with the roles that those may give and take; none is none at all."
  type = map(object({
    role     = string
    may_give = optional(list(string))
  }))
  nullable = false
}
