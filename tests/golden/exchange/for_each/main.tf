variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "a" {
  for_each = toset([for i in range(var.n) : "k${i} \"quoted\" ü"])
  input    = { key = each.key, list = [1, true, null] }
}

output "by_key" {
  value = { for k, r in terraform_data.a : k => r.output }
}
