resource "terraform_data" "a" {
  count = 2
  input = count.index
}

resource "terraform_data" "solo" {
  input = "solo"
}
