integer  = 42
fraction = 3.14159
exponent = 1.5e+3
tiny     = 1e-7
big      = 123456789012345678901234567890
invalid  = 1.2.3
trailing = 1.
after    = 1
