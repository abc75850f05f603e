terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}

variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "f" {
  input = {
    template = templatefile("${path.module}/greeting.tftpl", { names = [for i in range(var.n) : "n${i}"] })
    files    = fileset(path.module, "*.tftpl")
    hash     = filesha256("${path.module}/greeting.tftpl")
    base64   = base64encode("ü${var.n}")
    json     = jsonencode({ b = [1, 2.5, null], a = "<>&" })
    yaml     = yamlencode({ list = ["a", true, null], text = "multi\nline" })
    csv      = csvdecode("a,b\n1,2\n")
    cidr     = cidrsubnets("10.0.0.0/16", 4, 8)
    regex    = regexall("[a-z]+", "ab12cd")
    format   = format("%05.1f|%-5s|%x|%q", 3.14159, "ab", 255, "q")
    date     = formatdate("YYYY-MM-DD'T'hh:mm:ssZ", "2024-02-29T13:04:05+02:00")
    uuid     = uuidv5("dns", "example.com")
    tfvars   = provider::terraform::encode_tfvars({ a = 1, b = ["x"] })
    merged   = merge({ a = 1 }, { b = 2 })
    gzip     = base64gzip("some text some text some text")
    sorted   = sort(["b", "a", "C"])
  }
}
