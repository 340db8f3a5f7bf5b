rule "zilliz-aws/region" {
  severity = "error"
  summary  = "The Region is one that the Zilliz BYOC licence does not support"
  why      = "The activation guide of 2024 says that the licence supports us-west-2 only; the activation fails elsewhere."
  fix      = "Use us-west-2, or --param zilliz_regions=... when your contract names another one."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"

  param "zilliz_regions" {
    default = ["us-west-2"]
    summary = "Regions of the licence"
  }

  each "variable" {
    where   = self.name == "aws_region" && self.type == "string"
    finding = self.value != "" && !contains(param.zilliz_regions, self.value)
    at      = self.value
    message = "the licence does not support the Region \"${self.value}\", only ${join(", ", param.zilliz_regions)}"
  }

  example "another Region" {
    expect    = "finding"
    place     = "1:15"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region  = "eu-west-1"
      external_id = "cid-0a1b2c3d4e5f"
    EOT
  }

  example "the one of the guide" {
    expect    = "none"
    profile   = "zilliz-aws"
    variables = <<-EOT
      aws_region  = "us-west-2"
      external_id = "cid-0a1b2c3d4e5f"
    EOT
  }
}
