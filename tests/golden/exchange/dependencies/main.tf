variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "first" {
  count = var.n
}

resource "terraform_data" "second" {
  input      = "constant"
  depends_on = [terraform_data.first]
}

locals {
  shared = { for i, r in terraform_data.first : i => r.id }
}

resource "terraform_data" "third" {
  for_each = { for i in range(var.n) : "i${i}" => i }
  input    = [local.shared[each.value], terraform_data.second.output]
}

output "late" {
  value      = "x"
  depends_on = [terraform_data.third]
}
