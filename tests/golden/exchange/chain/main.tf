variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "a" {
  input = var.n
}

resource "terraform_data" "b" {
  input            = terraform_data.a.output
  triggers_replace = terraform_data.a.output
}

resource "terraform_data" "c" {
  input = [terraform_data.b.id]
  lifecycle {
    create_before_destroy = true
  }
}
