precedence = 1 + 2 * 3 - 4 / 5 % 6
left       = 10 - 5 - 2
logic      = a || b && c == d
compare    = 1 < 2 == 3 >= 4
equality   = a == b != c
unary      = -a + !b.c * -1
ternary    = a ? b : c ? d : e
nested     = a ? b ? 1 : 2 : 3
grouped    = (1 + 2) * 3
lines = (
  1 +
  2
)
