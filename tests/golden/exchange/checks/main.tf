variable "n" {
  default = 2
  validation {
    condition     = var.n > 0
    error_message = "Too small."
  }
}

resource "terraform_data" "a" {
  input = var.n
  lifecycle {
    precondition {
      condition     = var.n < 100
      error_message = "Too big."
    }
    postcondition {
      condition     = self.output == var.n
      error_message = "Not kept."
    }
  }
}

check "c" {
  assert {
    condition     = terraform_data.a.output > 1
    error_message = "Not above one: ${terraform_data.a.output}."
  }
}

output "o" {
  value = terraform_data.a.output
  precondition {
    condition     = terraform_data.a.output > 0
    error_message = "Not positive."
  }
}
