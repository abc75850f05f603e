variable "n" {}

resource "terraform_data" "r" {
  input = sensitive("s${var.n}")
}

output "secret" {
  value     = terraform_data.r.output
  sensitive = true
}

output "plain" {
  value = length(terraform_data.r.id) > 0
}
