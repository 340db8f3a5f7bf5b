rule "aws-iam/operator-case" {
  severity = "info"
  summary  = "A condition operator is written with other upper and lower case than documented"
  why      = "It works: IAM compares names of operators without case. Other tools do not, and skip the condition."
  fix      = "Write it as it is documented."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "OPERATOR_CASE"]
    message = "\"${it.text}\" is documented as \"${it.nearest}\""
  }

  example "lower case" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"stringLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "keys may be in any case" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:resourcetag/name": "cce-*"}}
        }
      }
    JSON
  }
}
