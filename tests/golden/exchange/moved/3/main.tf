resource "terraform_data" "b" {
  for_each = { zero = 0, one = 1 }
  input    = each.value
}

module "renamed" {
  source = "./m"
  count  = 1
}

moved {
  from = module.m
  to   = module.renamed[0]
}
