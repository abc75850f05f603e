resource "terraform_data" "made" {
  input = "here"
}

import {
  to = terraform_data.taken
  id = "7b0b8a9c-6cbf-4e2c-0f35-4b8d5a2a6d6f"
}

resource "terraform_data" "taken" {
  input = "now"
}
