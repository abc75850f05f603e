variable "n" {
  type    = number
  default = 2
}

data "terraform_remote_state" "other" {
  backend = "local"
  config = {
    path = "${path.module}/other.tfstate"
  }
  defaults = {
    missing = "default"
  }
}

resource "terraform_data" "a" {
  input = {
    name    = data.terraform_remote_state.other.outputs.name
    list    = data.terraform_remote_state.other.outputs.list
    missing = data.terraform_remote_state.other.outputs.missing
    n       = var.n
  }
}
