# A comment
top = 1 // another
/* and
one more */ other = "x" # end

block {
}
block label "quoted label" { one = 1 }
empty "a" "b" {}

nested {
  inner "x" {
    deepest { a = b }
  }
  after = true
}
