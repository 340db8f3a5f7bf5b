rule "aiven-aws/no-way-back" {
  severity = "info"
  summary  = "The policy allows one half of what the template does, and not the other"
  why      = "The same role makes the infrastructure, changes it and takes it down again. Where it may do one half only, terraform apply or terraform destroy stops in the middle."
  fix      = "Add the other action to the statement, on the same resources."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"] }
  check    = "missing-half"

  param "halves" {
    default = [
      { has = "iam:AttachRolePolicy", lacks = "iam:DetachRolePolicy", why = "IAM deletes no role that has a policy attached" },
      { has = "iam:CreateRole", lacks = "iam:TagRole", why = "a role with tags is not made" },
      { has = "iam:TagRole", lacks = "iam:UntagRole", why = "a tag of a role is not removed" },
      { has = "ec2:DisassociateNatGatewayAddress", lacks = "ec2:AssociateNatGatewayAddress", why = "an address is not put back" },
    ]
    summary = "actions, what they need besides, and what happens otherwise"
  }

  example "a policy attached for ever" {
    expect  = "finding"
    place   = "4:36"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:AttachRolePolicy", "iam:DeleteRole"], "Resource": "arn:aws:iam::*:role/cce-*-iam-role"}
        ]
      }
    JSON
  }

  example "both halves" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:AttachRolePolicy", "iam:Detach*"], "Resource": "arn:aws:iam::*:role/cce-*-iam-role"}
        ]
      }
    JSON
  }
}
