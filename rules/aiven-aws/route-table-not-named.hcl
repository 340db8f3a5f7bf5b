rule "aiven-aws/route-table-not-named" {
  severity = "error"
  summary  = "A route table can be made without the name of the custom cloud"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. A route table without the name is one that no statement lets the role change or take down again."
  fix      = "Restore the guard CreateRTAllowCCEOnly: Deny ec2:CreateRouteTable on route tables if StringNotLike aws:RequestTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions   = ["ec2:CreateRouteTable"]
    resources = ["arn:*:ec2:*:*:route-table/*"]

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestTag/Name"
      values   = [param.prefix]
    }
  }

  example "the guard lets another name pass" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateRouteTable", "Resource": "arn:aws:ec2:*:*:route-table/*"},
          {"Effect": "Deny", "Action": "ec2:CreateRouteTable", "Resource": "arn:aws:ec2:*:*:route-table/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": ["cce-*", "prod"]}}}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateRouteTable", "Resource": "arn:aws:ec2:*:*:route-table/*"},
          {"Sid": "CreateRTAllowCCEOnly", "Effect": "Deny", "Action": "ec2:CreateRouteTable", "Resource": "arn:aws:ec2:*:*:route-table/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
