variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "list" {
  input = [for i in range(var.n) : "v${i}"]
}

resource "terraform_data" "text" {
  input = "${join(",", terraform_data.list.output)}:${length(terraform_data.list.output)}"
}

resource "terraform_data" "conditional" {
  input = terraform_data.list.output[0] == "v0" ? { a = terraform_data.text.output } : null
}

output "lengths" {
  value = { for k, v in { t = terraform_data.text.output } : k => length(v) }
}
