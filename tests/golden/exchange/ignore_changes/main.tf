variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "some" {
  input            = { n = var.n }
  triggers_replace = "fixed"
  lifecycle {
    ignore_changes = [input]
  }
}

resource "terraform_data" "all" {
  input = var.n
  lifecycle {
    ignore_changes = all
  }
}

resource "terraform_data" "inside" {
  input = { kept = var.n, followed = var.n }
  lifecycle {
    ignore_changes = [triggers_replace]
  }
}
