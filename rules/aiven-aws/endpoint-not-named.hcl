rule "aiven-aws/endpoint-not-named" {
  severity = "warning"
  summary  = "A VPC endpoint can be made without the name of the custom cloud"
  why      = "The published policy asks a name of all that is made, but for endpoints. One without the name is one that no statement lets the role change or take down again."
  fix      = "Add a guard as for ec2:CreateSubnet: Deny ec2:CreateVpcEndpoint on endpoints if StringNotLike aws:RequestTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions   = ["ec2:CreateVpcEndpoint"]
    resources = ["arn:*:ec2:*:*:vpc-endpoint/*"]

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestTag/Name"
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

  example "with a guard" {
    expect  = "none"
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
}
