resource "terraform_data" "made" {
  input = "here"
}
