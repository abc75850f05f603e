locals {
  ids = { a = "id-a", b = "id-b" }
}

resource "terraform_data" "made" {
  input = "here"
}

resource "terraform_data" "taken" {
  input = "later"
}

import {
  for_each = local.ids
  to       = terraform_data.many[each.key]
  id       = each.value
}

resource "terraform_data" "many" {
  for_each = local.ids
}
