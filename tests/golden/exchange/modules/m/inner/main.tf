variable "names" {
  type = set(string)
}

resource "terraform_data" "x" {
  for_each = var.names
  input    = each.value
}

output "ids" {
  value = [for x in terraform_data.x : x.id]
}
