rule "terraform/declaration" {
  severity = "error"
  summary  = "A variable file or declaration is one that Terraform refuses"
  why      = "Terraform stops before it plans."
  fix      = "Correct it at the place shown."
  source   = "https://developer.hashicorp.com/terraform/language/values/variables"
  check    = "reader"

  param "codes" {
    default = ["terraform"]
    summary = "codes of the reader's messages"
  }

  example "a block in a variable file" {
    expect    = "finding"
    place     = "1:1"
    variables = <<-EOT
      variable "region" {}
    EOT
  }

  example "declared once" {
    expect   = "none"
    template = <<-EOT
      variable "region" {}
    EOT
  }
}
