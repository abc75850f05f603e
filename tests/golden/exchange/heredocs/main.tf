variable "n" {
  type    = number
  default = 2
}

resource "terraform_data" "h" {
  input = <<-EOT
    server {
      listen ${var.n};
      %{~ if var.n > 2 ~}
      many;
      %{~ else ~}
      few;
      %{~ endif ~}
    }
  EOT
}

resource "terraform_data" "raw" {
  input = <<EOT
  two spaces $${kept} %%{kept}
	tab
EOT
}
