a = 
b = [1 2]
c = {a 1}
d = f(1 2)
block "x" 1 {
}
fine "x" {
  g = (1
  h = 2
}
i = 3
