a = 1,
b = 2
block "x"
block {} other {}
one { a = 1, b = 2 }
two { a = 1
}
three { inner { } }
four { "a" = 1 }
lonely
dup = 1
dup = 2
"quoted" = 1
last = "not read"
