plain  = a
attrs  = a.b.c
index  = a[0].b["key"]["with \"quotes\""]
legacy = a.0.b
twice  = a.0.1.b
text   = a["${b}"]
expr   = a[b.c]
minus  = a[-1]
call   = f(x).y[0]
paren  = (a).b
tuple  = [1, 2][0]
lines  = a[
  0
].b
key    = a[true]
string = "x".y
