none      = f()
some      = f(1, "a", b.c)
trailing  = f(1,)
expand    = f(a, b...)
namespace = provider::tool::convert(x)
lines     = f(
  1,
  2
)
nested    = f(g(h()))
no_name   = a::(1)
no_paren  = a::b
after     = 1
