variable "token" {
  type      = string
  ephemeral = true
}

output "back" {
  value     = "x${var.token}"
  ephemeral = true
}
