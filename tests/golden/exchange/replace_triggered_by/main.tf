variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "revision" {
  input = var.n
}

resource "terraform_data" "each" {
  count = 2
  input = "same"
  lifecycle {
    replace_triggered_by = [terraform_data.revision]
  }
}

resource "terraform_data" "attribute" {
  lifecycle {
    replace_triggered_by = [terraform_data.revision.input, terraform_data.each[1].id]
  }
}
