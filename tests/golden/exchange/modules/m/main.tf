variable "name" {
  type = string
}

variable "size" {
  type    = number
  default = 1
}

module "inner" {
  source = "./inner"
  names  = [for i in range(var.size) : "${var.name}-${i}"]
}

resource "terraform_data" "own" {
  input = { name = var.name, inner = module.inner.ids }
}

output "full" {
  value = terraform_data.own.output.name
}
