variable "n" {
  type    = number
  default = 2
}

variable "settings" {
  type = object({
    name  = optional(string, "none")
    ports = optional(list(number), [80, 443])
    tags  = optional(map(string), {})
    deep  = optional(object({ on = optional(bool, true), at = optional(tuple([string, number])) }), {})
  })
  default = { tags = { a = "b" } }
}

resource "terraform_data" "values" {
  input = {
    nothing  = null
    small    = 0.1
    sum      = 0.1 + 0.2
    negative = -var.n
    truth    = var.n > 1
    tuple    = [1, "two", false, null, [], {}]
    list     = tolist(["a", "b"])
    set      = toset(["z", "a", "m"])
    map      = tomap({ y = 1, x = 2 })
    text     = "tab\t newline\n quote\" ünï ${"$"}{not} \u00e9 😀 <&>"
    empty    = { list = [], map = tomap({}), set = toset([]) }
    settings = var.settings
  }
}

resource "terraform_data" "primitive" {
  for_each = { s = "s", n = 1.50, b = true, l = [var.n] }
  input    = each.value
}

output "all" {
  value = terraform_data.values.output
}

output "null" {
  value = null
}

output "tuple" {
  value = [var.n, "x", { a = null }]
}

output "number" {
  value = 1e30 + var.n
}
