outer {
  inner "x" {
    a = 1
