variable "name" {
  type = string
}

variable "members" {
  type = set(string)
}

module "member" {
  source   = "./member"
  for_each = var.members

  badge = "${var.name}/${each.key}"
}

output "badges" {
  value = [for member in module.member : member.badge]
}
