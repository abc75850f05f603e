# Commands of this machine in the life of an object: plumb init && plumb apply, then plumb destroy.

variable "token" {
  type      = string
  default   = "not-a-real-token"
  sensitive = true
}

resource "terraform_data" "site" {
  input = "${path.root}/site.txt"

  provisioner "local-exec" {
    command = "echo built by $BUILDER > ${self.output}"
    environment = {
      BUILDER = "plumb"
    }
  }

  # A sensitive value takes part, so that neither the command nor what it prints is shown.
  provisioner "local-exec" {
    command = "test -n '${var.token}' && echo registered with ${var.token}"
  }

  provisioner "local-exec" {
    interpreter = ["/bin/sh", "-eu", "-c"]
    command     = "grep -q nothing ${self.output}"
    on_failure  = continue
  }

  provisioner "local-exec" {
    when    = destroy
    command = "rm ${self.output}"
  }
}

output "site" {
  value = terraform_data.site.output
}
