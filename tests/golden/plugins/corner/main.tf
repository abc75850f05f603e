terraform {
  required_providers {
    corner = { source = "plumb/corner" }
  }
}
resource "corner_everything" "a" {
  text          = "t"
  number        = 7
  anything      = ["x", 1, { y = true }]
  list          = ["a"]
  set           = [2, 1]
  map           = { k = false }
  tuple         = ["q", 5]
  object        = { a = "1", b = [1, 2] }
  password      = "hush"
  single_nested = { key = "s" }
  list_nested   = [{ key = "l", value = "v" }]
  set_nested    = [{ key = "n1" }, { key = "n2" }]
  map_nested    = { m = { key = "n3" } }
  single_block {
    key = "sb"
  }
  list_block {
    key = "b1"
  }
  set_block {
    key = "b2"
  }
  set_block {
    key = "b3"
  }
  map_block "mm" {
    key = "b4"
  }
}
resource "corner_tracked" "t" { text = corner_everything.a.chosen }
resource "corner_legacy" "l" { text = "abc" }
data "corner_echo" "e" { anything = corner_everything.a.id }
output "f" { value = provider::corner::join_all("-", "a", null, "b") }
output "g" { value = provider::corner::same({ a = 1 }) }
output "d" { value = data.corner_echo.e.anything }
