resource "terraform_data" "b" {
  for_each = { zero = 0, one = 1 }
  input    = each.value
}

moved {
  from = terraform_data.a[0]
  to   = terraform_data.b["zero"]
}

moved {
  from = terraform_data.a[1]
  to   = terraform_data.b["one"]
}

module "m" {
  source = "./m"
}

moved {
  from = terraform_data.solo
  to   = module.m.terraform_data.solo
}
