resource "terraform_data" "solo" {
  input = "solo"
}
