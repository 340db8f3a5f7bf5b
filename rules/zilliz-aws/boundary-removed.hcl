rule "zilliz-aws/boundary-removed" {
  severity = "error"
  summary  = "The permissions boundary can be taken away or rewritten"
  why      = "A boundary holds only as long as those whom it bounds can neither remove it nor change what it says."
  fix      = "Remove these actions, or deny them."
  source   = "https://docs.zilliz.com/docs/byoc/byoc-prerequisites"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "boundary" {
    default = ["arn:*:iam::*:policy/zilliz/*", "arn:*:iam::*:policy/zilliz-byoc*"]
    summary = "globs of the ARNs of the permissions boundary"
  }

  never {
    actions = ["iam:DeleteRolePermissionsBoundary"]
  }

  never {
    actions = ["iam:PutRolePermissionsBoundary"]

    condition {
      test     = "ArnNotLike"
      variable = "iam:PermissionsBoundary"
      values   = param.boundary
    }
  }

  never {
    actions   = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"]
    resources = ["arn:*:iam::*:policy/zilliz/*", "arn:*:iam::*:policy/zilliz-byoc*"]
  }

  example "removed" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:DeleteRole*", "iam:GetRole"], "Resource": "arn:aws:iam::*:role/zilliz/*"}
        ]
      }
    JSON
  }

  example "rewritten" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:*PolicyVersion", "Resource": "arn:aws:iam::*:policy/zilliz/*"}
        ]
      }
    JSON
  }

  example "put on" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PutRolePermissionsBoundary", "Resource": "arn:aws:iam::*:role/zilliz/*",
           "Condition": {"ArnLike": {"iam:PermissionsBoundary": "arn:aws:iam::*:policy/zilliz/*"}}}
        ]
      }
    JSON
  }

  example "read" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:GetPolicyVersion", "iam:ListPolicyVersions"], "Resource": "arn:aws:iam::*:policy/*"}
        ]
      }
    JSON
  }
}
