single   = 'text'
backtick = `text`
curly    = “text”
bitwise  = a & b | c ^ d ~ e
semi     = 1; other = 2
unknown  = @
lines    = "a
b"
after    = 1
