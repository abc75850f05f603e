variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "base" {
  triggers_replace = var.n
}

resource "terraform_data" "middle" {
  count            = 3
  triggers_replace = [terraform_data.base.id, count.index]
  lifecycle {
    create_before_destroy = true
  }
}

resource "terraform_data" "top" {
  input = terraform_data.middle[*].id
}
