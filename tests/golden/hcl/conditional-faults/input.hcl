a = b ? c
e = (1 +
f = 1)
