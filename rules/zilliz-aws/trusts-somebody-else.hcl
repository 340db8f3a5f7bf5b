rule "zilliz-aws/trusts-somebody-else" {
  severity = "error"
  summary  = "Somebody else than Zilliz can assume the role"
  why      = "Zilliz assumes the role from one role of its own account. Whoever else is trusted has all that Zilliz has."
  fix      = "Trust arn:aws:iam::965570967084:role/zilliz-byoc only. Where Zilliz has told you another one, say so: --param zilliz_role=ARN."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["trust"] }

  param "zilliz_role" {
    default = "arn:aws:iam::965570967084:role/zilliz-byoc"
    summary = "ARN of the role of Zilliz"
  }

  each "statement" {
    where   = self.effect == "Allow" && length([for a in self.actions : a if glob_matches(a, "sts:AssumeRole")]) > 0
    finding = self.not_principal != null ? self.not_principal : [
      for p in self.principal : p if !contains(["Federated", "Service"], p.type) && p.id != param.zilliz_role
    ]
    message = "${it.id} is not the role of Zilliz, and can assume the role"
  }

  example "anybody" {
    expect  = "finding"
    place   = "4:38"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
           "Condition": {"StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "the whole account" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:root"}, "Action": "sts:AssumeRole",
           "Condition": {"StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "another account" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::965570967084:role/zilliz-byoc", "arn:aws:iam::444455556666:role/ops"]}, "Action": "sts:AssumeRole",
           "Condition": {"StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
           "Condition": {"StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "the role of EKS" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com", "eks.amazonaws.com"]}, "Action": "sts:AssumeRole"}
        ]
      }
    JSON
  }
}
