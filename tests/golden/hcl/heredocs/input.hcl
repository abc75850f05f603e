plain = <<EOT
one
  two ${a} $${b}
\n is text
EOT
flush = <<-EOT
    four
      six

    ${a} four
  EOT
blank = <<-E
      
    a
   
  b
  E
interpolated = <<-EOT
    ${a}
      b
    EOT
strip = <<EOT
a ${b ~}

  c
EOT
in_list = [<<A
x
A
, <<B
y
B
]
marker = <<EOT
 not EOT
EOTX
  EOT
dollar = <<EOT
costs $
5 %
EOT
after = 1
