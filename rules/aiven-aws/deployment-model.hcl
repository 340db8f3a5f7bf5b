rule "aiven-aws/deployment-model" {
  severity = "error"
  summary  = "The deployment model is none that Aiven has"
  why      = "The model decides whether the nodes have public addresses and whether a bastion stands before them. It cannot be changed after the custom cloud is created."
  fix      = "standard is the private model, standard_public the public one; hipaa and pci_dss are the compliance models."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"

  each "variable" {
    where   = self.name == "deployment_model" && self.type == "string"
    finding = !contains(profile.models, self.value)
    at      = self.value
    message = "there is no deployment model \"${self.value}\"${edit_nearest(self.value, profile.models) == null ? "" : "; did you mean \"${edit_nearest(self.value, profile.models)}\"?"}"
  }

  example "a typing slip" {
    expect    = "finding"
    place     = "1:20"
    profile   = "aiven-aws"
    variables = <<-EOT
      deployment_model = "standard-public"
    EOT
  }

  example "the private model" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      deployment_model = "standard"
    EOT
  }
}
