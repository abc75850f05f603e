a = 1
b = <<E
x
E
c {
  d = 2 # x
}
