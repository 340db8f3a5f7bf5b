rule "syntax/hcl" {
  severity = "error"
  summary  = "The file is not valid HCL"
  why      = "Terraform refuses the file; nothing in it can be checked for certain."
  fix      = "Correct the text at the place shown."
  source   = "https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md"
  check    = "reader"

  param "codes" {
    default = ["hcl", "eval", "eval-limit", "regex-limit"]
    summary = "codes of the reader's messages"
  }

  example "a quotation mark is missing" {
    expect    = "finding"
    variables = <<-EOT
      reserved_cidr = "10.0.0.0/16
    EOT
  }

  example "a name twice" {
    expect    = "finding"
    place     = "2:1"
    variables = <<-EOT
      cloud_region = "eu-west-1"
      cloud_region = "eu-west-2"
    EOT
  }

  example "valid" {
    expect    = "none"
    variables = <<-EOT
      reserved_cidr = "10.0.0.0/16"
    EOT
  }
}
