variable "badge" {
  type = string
}

resource "terraform_data" "badge" {
  input = upper(var.badge)
}

output "badge" {
  value = terraform_data.badge.output
}
