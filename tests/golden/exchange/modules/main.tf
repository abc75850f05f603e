variable "n" {
  type    = number
  default = 2
}

module "m" {
  source = "./m"
  count  = var.n
  name   = "m${count.index}"
}

module "by_key" {
  source     = "./m"
  for_each   = { for i in range(var.n) : "k${i}" => i }
  name       = each.key
  size       = each.value + 1
  depends_on = [module.m]
}

output "names" {
  value = concat(module.m[*].full, [for m in module.by_key : m.full])
}
