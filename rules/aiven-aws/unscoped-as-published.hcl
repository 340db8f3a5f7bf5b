rule "aiven-aws/unscoped-as-published" {
  severity = "warning"
  summary  = "The policy as Aiven publishes it reaches resources that are not of the custom cloud"
  why      = "All other writes of the policy are limited to resources with a tag Name = cce-*; these are not. Whoever holds the role can put an endpoint into any VPC of the account, or take tags from any of its resources."
  fix      = "Add guards as for ec2:CreateSubnet: Deny with StringNotLike aws:RequestTag/Name on what is made, ec2:ResourceTag/Name on what it belongs to."
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
    default = "published"
    summary = "published: report these; new: report all others"
  }

  example "an endpoint in any VPC" {
    expect  = "finding"
    place   = "5:15"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpcEndpoint",
          "Resource": "*",
          "Sid": "CreateVpcEndpoint"
        }
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
          {"Effect": "Deny", "Action": "ec2:CreateVpcEndpoint", "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}},
          {"Effect": "Deny", "Action": "ec2:CreateVpcEndpoint", "NotResource": "arn:aws:ec2:*:*:vpc-endpoint/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
