resource "terraform_data" "kept" {
  input = 2
}

removed {
  from = terraform_data.forgotten
  lifecycle {
    destroy = false
  }
}

removed {
  from = module.m
  lifecycle {
    destroy = true
  }
}
