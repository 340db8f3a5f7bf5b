rule "terraform/type-mismatch" {
  severity = "error"
  summary  = "A value does not fit the type of its variable"
  why      = "Terraform refuses it when it plans."
  fix      = "Write a value of the declared type."
  source   = "https://developer.hashicorp.com/terraform/language/expressions/type-constraints"
  check    = "resolution"

  param "codes" {
    default = ["terraform-type"]
    summary = "codes of the messages"
  }

  example "a word for a number" {
    expect    = "finding"
    template  = <<-EOT
      variable "nodes" {
        type = number
      }
    EOT
    variables = <<-EOT
      nodes = "three"
    EOT
  }

  example "digits are converted" {
    expect    = "none"
    template  = <<-EOT
      variable "nodes" {
        type = number
      }
    EOT
    variables = <<-EOT
      nodes = "3"
    EOT
  }
}
