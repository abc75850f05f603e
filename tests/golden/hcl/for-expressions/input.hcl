tuple  = [for x in y : x.z]
keyed  = [for k, v in y : "${k}=${v}" if v != null]
object = { for x in y : x.id => x }
groups = { for x in y : x.id => x... if x.ok }
lines = {
  for k, v in y :
  k => v
}
nested = [for x in [for y in z : y] : { a = x }]
no_key = { for x in y : x }
a_key  = [for x in y : x => x]
group  = [for x in y : x...]
no_in  = [for x of y : x]
after  = 1
