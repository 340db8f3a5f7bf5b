rule "aws-iam/unknown-element" {
  severity = "error"
  summary  = "An element of a policy is misspelt, or IAM has no such element"
  why      = "IAM refuses a policy with an element it does not know. Names of elements are compared with case: \"effect\" is none."
  fix      = "Correct the name, move the element to where it belongs, or remove it."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-policy-element"
  aliases  = ["INVALID_POLICY_ELEMENT"]

  param "of_statements" {
    default = [
      "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
      "NotResource", "Condition",
    ]
    summary = "the elements of a statement"
  }

  param "of_policies" {
    default = ["Version", "Id", "Statement"]
    summary = "the elements of the policy itself"
  }

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "UNKNOWN_ELEMENT"]
    message = it.statement == null && contains(param.of_statements, it.text) ? "\"${it.text}\" stands outside of the statements" : it.statement != null && contains(param.of_policies, it.text) ? "\"${it.text}\" stands inside a statement; it belongs beside Statement" : "\"${it.text}\" is no element of a ${it.statement == null ? "policy" : "statement"}${it.nearest != "" ? "; did you mean \"${it.nearest}\"?" : ""}"
  }

  example "a misspelt Condition" {
    expect = "finding"
    place  = "7:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Conditon": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "names of elements have upper case" {
    expect = "finding"
    place  = "4:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "Id is one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Id": "made-by-the-vendor",
        "Statement": {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"}
      }
    JSON
  }

  example "a Condition outside of the statements" {
    expect = "finding"
    place  = "4:3"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
        "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
      }
    JSON
  }
}
