variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "a" {
  count = var.n
  input = "x-${count.index}"
}

output "all" {
  value = terraform_data.a[*].output
}
