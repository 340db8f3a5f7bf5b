rule "aiven-aws/region" {
  severity = "error"
  summary  = "The Region is not the name of an AWS Region"
  why      = "Aiven's own page shows europe-north1 as an example for AWS, which is the name of a Google Cloud region; the AWS Region is eu-north-1. The Region cannot be changed after the custom cloud is created."
  fix      = "Use the name of an AWS Region, such as eu-west-1."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"

  each "variable" {
    where   = contains(["cloud_region", "aws_region", "region"], self.name) && self.type == "string"
    finding = self.value != "" && !can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", self.value))
    at      = self.value
    message = "\"${self.value}\" is not the name of an AWS Region${edit_nearest(self.value, profile.regions) == null ? "" : "; did you mean \"${edit_nearest(self.value, profile.regions)}\"?"}"
  }

  example "a name of Google Cloud, from Aiven's page" {
    expect    = "finding"
    place     = "1:16"
    profile   = "aiven-aws"
    variables = <<-EOT
      cloud_region = "europe-north1"
    EOT
  }

  example "an AWS Region" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      cloud_region = "us-gov-west-1"
    EOT
  }
}
