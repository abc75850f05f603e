terraform {
  required_providers {
    sample = { source = "example-namespace/sample" }
  }
}

resource "sample_file" "hello" {
  name    = "hello.txt"
  content = provider::sample::repeat("hello ", 3)
}

output "size" {
  value = sample_file.hello.size
}
