rule "aws-iam/empty-condition" {
  severity = "info"
  summary  = "A condition is empty"
  why      = "It restricts nothing: the statement applies as if it had no condition. Whoever wrote it may have meant otherwise."
  fix      = "Write the condition, or remove it."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-object-condition"
  aliases  = ["EMPTY_OBJECT_CONDITION"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "EMPTY_OBJECT" && !contains(["Principal", "NotPrincipal"], p.text)]
    message = "${it.text} is empty and restricts nothing"
  }

  example "no operator" {
    expect = "finding"
    place  = "7:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {}
        }
      }
    JSON
  }

  example "no key" {
    expect = "finding"
    place  = "7:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {}}
        }
      }
    JSON
  }

  example "none" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
