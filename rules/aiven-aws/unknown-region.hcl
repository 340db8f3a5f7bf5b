rule "aiven-aws/unknown-region" {
  severity = "warning"
  summary  = "The Region has the form of a name but is none that is known"
  why      = "Either it is newer than this version of ringfence, or a typing slip, and then the deployment fails."
  fix      = "Compare it with Aiven's list of AWS cloud regions."
  source   = "https://aiven.io/docs/platform/reference/list_of_clouds#amazon-web-services"

  each "variable" {
    where   = contains(["cloud_region", "aws_region", "region"], self.name) && self.type == "string"
    finding = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", self.value)) && !startswith(self.value, "us-gov-") && !startswith(self.value, "cn-") && !contains(profile.regions, self.value)
    at      = self.value
    message = "the Region \"${self.value}\" is not known${edit_nearest(self.value, profile.regions) == null ? "" : "; did you mean \"${edit_nearest(self.value, profile.regions)}\"?"}"
  }

  example "letters swapped" {
    expect    = "finding"
    place     = "1:16"
    profile   = "aiven-aws"
    variables = <<-EOT
      cloud_region = "eu-nroth-1"
    EOT
  }

  example "a Region" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      cloud_region = "eu-north-1"
    EOT
  }
}
