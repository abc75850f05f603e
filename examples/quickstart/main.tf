# An nginx reverse proxy as files on disk: no cloud, no account, one apply.

variable "backends" {
  type        = list(string)
  description = "Addresses of the machines behind the proxy."
}

variable "port" {
  type    = number
  default = 8080

  validation {
    condition     = var.port > 0 && var.port < 65536
    error_message = "A port is between 1 and 65535."
  }
}

resource "random_pet" "proxy" {
  prefix = "proxy"
}

resource "random_password" "status" {
  length  = 20
  special = false
}

resource "local_file" "nginx" {
  filename = "${path.module}/site/nginx.conf"
  content = templatefile("${path.module}/templates/nginx.conf.tftpl", {
    name     = random_pet.proxy.id
    backends = var.backends
    port     = var.port
  })
}

resource "local_sensitive_file" "status" {
  filename        = "${path.module}/site/status.htpasswd"
  content         = "status:{PLAIN}${random_password.status.result}\n"
  file_permission = "0600"
}

output "proxy" {
  value = "${random_pet.proxy.id} listens on ${var.port} and serves ${length(var.backends)} back ends"
}
