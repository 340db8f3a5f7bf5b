rule "terraform/undeclared-variable" {
  severity = "warning"
  summary  = "A variable file assigns a name that the template does not declare"
  why      = "Terraform ignores it with a warning: the value has no effect, and the variable that was meant keeps its default."
  fix      = "Correct the name, or declare the variable."
  source   = "https://developer.hashicorp.com/terraform/language/values/variables"
  check    = "resolution"

  param "codes" {
    default = ["terraform-undeclared"]
    summary = "codes of the messages"
  }

  example "renamed in the template" {
    expect    = "finding"
    template  = <<-EOT
      variable "region" {}
    EOT
    variables = <<-EOT
      aws_region = "us-west-2"
    EOT
  }

  example "without a template nobody knows" {
    expect    = "none"
    variables = <<-EOT
      aws_region = "us-west-2"
    EOT
  }
}
