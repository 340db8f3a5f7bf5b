rule "terraform/required-variable" {
  severity = "error"
  summary  = "A required variable has no value"
  why      = "Terraform stops and asks for it, or fails where nobody can answer."
  fix      = "Set it in the variable file."
  source   = "https://developer.hashicorp.com/terraform/language/values/variables"
  check    = "required-variable"

  example "declared, and nobody sets it" {
    expect    = "finding"
    template  = <<-EOT
      variable "region" {}
      variable "name" {
        default = "cloud"
      }
    EOT
    file      = { name = "terraform.tfvars", content = "name = \"a\"\n" }
  }

  example "empty" {
    expect    = "finding"
    place     = "1:15"
    profile   = "zilliz-aws"
    variables = <<-EOT
      external_id = ""
      aws_region  = "us-west-2"
    EOT
  }

  example "emptied in a file of the vendor" {
    expect    = "finding"
    place     = "2:17"
    profile   = "aiven-aws"
    variables = <<-EOT
      cloud_region  = "eu-west-1"
      reserved_cidr = ""
    EOT
  }

  example "under the name that a later module of the vendor has for it" {
    expect    = "none"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region = "us-west-2"
      ExternalId = "cid-0a1b2c3d4e5f"
      vpc_cidr   = "10.0.0.0/16"
    EOT
  }

  example "more variable files may be given with -var-file" {
    expect    = "none"
    template  = <<-EOT
      variable "region" {}
      variable "name" {}
    EOT
    variables = <<-EOT
      name = "a"
    EOT
  }
}
