empty    = []
tuple    = [1, "a", b,]
lines    = [
  1, # one

  2
]
object   = { a = 1, b : 2, "c d" = 3, (e) = 4, f.g = 5, 6 = 7 }
newlines = {
  a = 1

  b = 2, # two
  "${c}x" = 3
}
none     = {}
nested   = { a = { b = [{ c = 1 }] } }
