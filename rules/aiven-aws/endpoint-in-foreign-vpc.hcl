rule "aiven-aws/endpoint-in-foreign-vpc" {
  severity = "warning"
  summary  = "A VPC endpoint can be put into a VPC outside the custom cloud"
  why      = "ec2:CreateVpcEndpoint is the one action of the published policy that makes something and has no guard: an endpoint, by default with a policy that allows everything, for a service of anyone, in any VPC of the account, with any of its route tables."
  fix      = "Add guards as for ec2:CreateSubnet: Deny with StringNotLike aws:RequestTag/Name cce-* on endpoints, and with StringNotLike ec2:ResourceTag/Name cce-* on all else."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions       = ["ec2:CreateVpcEndpoint"]
    not_resources = ["arn:*:ec2:*:*:vpc-endpoint/*"]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:63"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "CreateVpcEndpoint", "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "*"}
        ]
      }
    JSON
  }

  example "only the endpoint is guarded" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:CreateVpcEndpoint", "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "with guards" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:CreateVpcEndpoint", "NotResource": "arn:aws:ec2:*:*:vpc-endpoint/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
