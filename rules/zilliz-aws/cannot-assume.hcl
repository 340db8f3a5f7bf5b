rule "zilliz-aws/cannot-assume" {
  severity = "error"
  summary  = "Zilliz cannot assume the role"
  why      = "Zilliz takes the role with tags and the name of who acts in its session: without these permissions the call fails as a whole."
  fix      = "Allow sts:AssumeRole, sts:SetSourceIdentity and sts:TagSession to arn:aws:iam::965570967084:role/zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  applies  = { kind = ["trust"], role = "cross-account-trust" }

  param "zilliz_role" {
    default = "arn:aws:iam::965570967084:role/zilliz-byoc"
    summary = "ARN of the role of Zilliz"
  }

  always {
    actions = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]
    in_part = "info"

    principals {
      type        = "AWS"
      identifiers = [param.zilliz_role]
    }

    condition {
      test     = "StringLike"
      variable = "sts:ExternalId"
      values   = ["cid-*"]
    }
  }

  example "the name of who acts is not allowed" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": ["sts:AssumeRole", "sts:TagSession"],
           "Condition": {"StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "an id that is none" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
           "Condition": {"StringEquals": {"sts:ExternalId": "EXTERNAL_ID"}}}
        ]
      }
    JSON
  }

  example "in full" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
           "Condition": {"StringLike": {"sts:ExternalId": "cid-*"}}}
        ]
      }
    JSON
  }
}
