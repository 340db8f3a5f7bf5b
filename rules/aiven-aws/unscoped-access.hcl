rule "aiven-aws/unscoped-access" {
  severity = "error"
  summary  = "The policy lets Aiven change resources that are not of the custom cloud"
  why      = "Aiven's policy is for a shared account: every write is limited to resources with a tag Name = cce-*, by a condition of its Allow or by a Deny that fails closed. An action without such a guard reaches every VPC of the account."
  fix      = "Restore the guard of the published policy: StringLike on the tag in the Allow, or Deny with StringNotLike for each resource type."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }
  check    = "unscoped-access"

  param "tag" {
    default = "Name"
    summary = "tag that tells the vendor's resources apart"
  }

  param "prefix" {
    default = "cce-*"
    summary = "glob of its values"
  }

  param "services" {
    default = ["ec2"]
    summary = "services whose resources are told apart by it"
  }

  param "also" {
    default = ["*:ResourceTag/*", "aws:RequestTag/*", "ec2:Vpc", "ec2:VpcID", "ec2:SubnetID", "ec2:SecurityGroupID", "ec2:RouteTableID"]
    summary = "globs of other keys that limit an Allow to single resources"
  }

  param "published" {
    default = {
      "ec2:CreateVpcEndpoint"   = ["*"]
      "ec2:DeleteTags"          = ["elastic-ip", "internet-gateway", "natgateway", "route-table", "security-group", "security-group-rule", "subnet", "vpc"]
      "ec2:DisassociateAddress" = ["network-interface"]
    }
    summary = "types of actions that the published policy leaves open"
  }

  param "report" {
    default = "new"
    summary = "published: report these; new: report all others"
  }

  example "the guard of the VPC is gone" {
    expect  = "finding"
    place   = "4:59"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "CreateSubnets", "Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": "*"},
          {"Sid": "CreateSubAllowCCEOnly", "Effect": "Deny", "Action": "ec2:CreateSubnet", "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "a value more in a negated condition" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:DeleteVpc", "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:DeleteVpc", "Resource": "*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": ["cce-*", "prod"]}}}
        ]
      }
    JSON
  }

  example "limited by the Allow" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "ec2:DeleteSubnet"],
          "Resource": "*",
          "Condition": {"StringLike": {"aws:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }
}
