variable "n" {
  type    = number
  default = 2
}

variable "token" {
  type      = string
  default   = "not kept"
  ephemeral = true
}

module "m" {
  source = "./m"
  token  = var.token
}

locals {
  length = length(var.token)
}

resource "terraform_data" "a" {
  input = var.n
}

output "known" {
  value = terraform_data.a.output
}
