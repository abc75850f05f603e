variable "n" {
  type    = number
  default = 2
}

locals {
  text = "written"
}

resource "terraform_data" "a" {
  input = local.text
}

output "text" {
  value = terraform_data.a.output
}
