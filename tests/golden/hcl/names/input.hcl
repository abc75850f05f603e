héllo = 1
日本語 = x.名前
with-dash = a-b
_under = _x
a1 = 1a
