variable "n" {
  type    = number
  default = 2
}

module "m" {
  source = "./m"
  n      = var.n
}

output "object" {
  value     = module.m
  sensitive = true
}

output "secret" {
  value     = module.m.secret
  sensitive = true
}

output "open" {
  value = nonsensitive(module.m.secret)
}
