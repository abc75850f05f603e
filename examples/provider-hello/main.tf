terraform {
  required_providers {
    hello = { source = "example/hello" }
  }
}

resource "hello_greeting" "world" {
  name = "world"
}

output "message" {
  value = hello_greeting.world.message
}
