# What the embedded utility providers do together: no download, no cloud, no account.
# An authority signs a server's certificate, the certificate travels to a machine as user data, and the
# machine's program is packed into an archive whose checksum is the same wherever it is made.

terraform {
  required_providers {
    archive   = { source = "hashicorp/archive" }
    cloudinit = { source = "hashicorp/cloudinit" }
    external  = { source = "hashicorp/external" }
    local     = { source = "hashicorp/local" }
    random    = { source = "hashicorp/random" }
    time      = { source = "hashicorp/time" }
    tls       = { source = "hashicorp/tls" }
  }
}

# The authority is made anew every ninety days, and everything that it signed with it.
resource "time_rotating" "authority" {
  rotation_days = 90
}

resource "tls_private_key" "authority" {
  algorithm = "ED25519"

  lifecycle {
    replace_triggered_by = [time_rotating.authority]
  }
}

resource "tls_self_signed_cert" "authority" {
  private_key_pem       = tls_private_key.authority.private_key_pem
  is_ca_certificate     = true
  validity_period_hours = 24 * 120
  allowed_uses          = ["cert_signing", "crl_signing"]

  subject {
    common_name  = "Example authority"
    organization = "Example"
  }
}

resource "tls_private_key" "server" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_cert_request" "server" {
  private_key_pem = tls_private_key.server.private_key_pem
  dns_names       = ["app.example.com"]
  ip_addresses    = ["127.0.0.1"]

  subject {
    common_name = "app.example.com"
  }
}

resource "tls_locally_signed_cert" "server" {
  cert_request_pem      = tls_cert_request.server.cert_request_pem
  ca_private_key_pem    = tls_private_key.authority.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.authority.cert_pem
  validity_period_hours = 24 * 30
  early_renewal_hours   = 24 * 7
  allowed_uses          = ["digital_signature", "server_auth"]
}

data "archive_file" "program" {
  type             = "zip"
  source_dir       = "${path.module}/files"
  excludes         = ["**/*.md"]
  output_file_mode = "0644"
  output_path      = "${path.module}/build/program.zip"
}

# Any program that reads and writes JSON is a data source.
data "external" "greeting" {
  program = ["sh", "-c", "sed 's/.*\"name\":\"\\([^\"]*\\)\".*/{\"text\":\"Hello, \\1!\"}/'"]
  query   = { name = "machine" }
}

resource "random_uuid7" "machine" {}

data "cloudinit_config" "machine" {
  gzip          = false
  base64_encode = false

  part {
    content_type = "text/cloud-config"
    filename     = "machine.yaml"
    content = yamlencode({
      hostname = "app"
      write_files = [
        { path = "/etc/tls/server.pem", content = tls_locally_signed_cert.server.cert_pem },
        { path = "/etc/machine-uuid", content = random_uuid7.machine.result },
      ]
    })
  }

  part {
    content_type = "text/x-shellscript"
    content      = "#!/bin/sh\necho '${data.external.greeting.result.text}'\n"
  }
}

resource "local_file" "user_data" {
  filename = "${path.module}/build/user-data"
  content  = data.cloudinit_config.machine.rendered
}

resource "local_file" "certificate" {
  for_each = {
    "authority.pem" = tls_self_signed_cert.authority.cert_pem
    "server.pem"    = tls_locally_signed_cert.server.cert_pem
  }
  filename = "${path.module}/build/${each.key}"
  content  = each.value
}

output "renewal" {
  value = provider::time::rfc3339_parse(time_rotating.authority.rotation_rfc3339).unix - provider::time::rfc3339_parse(time_rotating.authority.rfc3339).unix
}

output "program_checksum" {
  value = data.archive_file.program.output_base64sha256
}

output "server_names" {
  value = data.tls_certificate.server.certificates[0].subject
}

data "tls_certificate" "server" {
  content = tls_locally_signed_cert.server.cert_pem
}
