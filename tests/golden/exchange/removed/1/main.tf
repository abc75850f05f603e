resource "terraform_data" "kept" {
  input = 1
}

resource "terraform_data" "forgotten" {
  count = 2
}

resource "terraform_data" "gone" {
  input = terraform_data.kept.output
}

module "m" {
  source = "./m"
}
