variable "n" {
  default   = 2
  sensitive = true
}

resource "terraform_data" "a" {
  input = { secret = var.n, open = 1 }
}

output "s" {
  value     = terraform_data.a.output
  sensitive = true
}
